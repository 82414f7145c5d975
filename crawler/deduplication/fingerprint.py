"""Content hash: the identity of an article."""

import hashlib

from crawler.vietnamese.unicode import tidy


def content_hash(title: str, text: str) -> str:
    """The SHA-256 (hex) of title and text in one normal form.

    Unicode NFC, every run of white space one space; case and punctuation count.
    """
    content = f"{tidy(title)}\n{tidy(text)}"
    return hashlib.sha256(content.encode("utf-8")).hexdigest()
