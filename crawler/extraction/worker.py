"""What runs in the processes that read pages; without Scrapy, which would take longer to start."""

import gc

# What a worker will need is there before `settle` puts it out of the collector's sight.
from crawler.extraction import learning, parted, reading  # noqa: F401

#: Objects that are made before Python looks among them for garbage that refers to itself, and how
#: often it looks there before it looks among older ones. Reading leaves none of its own; at the
#: usual values (700, 10, 10) a fifteenth of the time would go into looking.
_GARBAGE = (5_000, 10, 10)


def settle() -> None:
    """Make a process ready to read many pages: what is there by now will stay."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
