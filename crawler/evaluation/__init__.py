"""Evaluation of extraction on saved pages whose articles are known."""
