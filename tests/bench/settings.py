"""How all crawls that are compared ask: as fast as they can."""

IN_PARALLEL = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
