"""What tests share: loopback crawls, recordings, peak memory, requests of the frontier."""
