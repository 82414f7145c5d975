"""Runs `scrapy` with a spider that breaks: `python -m tests.spiders.breaking PATH scrapy …`."""

import sys
from typing import Any

from scrapy.cmdline import execute

from crawler.discovery.links import Link, read_links
from spiders import portal


def break_at(path: str) -> None:
    """Let the links of a page raise when its address ends with a path."""

    def broken(root: Any, base: str) -> list[Link]:
        if base.endswith(path):
            raise RuntimeError("một lỗi của chương trình")
        return read_links(root, base)

    vars(portal).update(read_links=broken)


if __name__ == "__main__":
    break_at(sys.argv[1])
    execute(["scrapy", *sys.argv[5:]])
