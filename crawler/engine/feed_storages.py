"""Exports (`-o`, `-O`): that many crawls write side by side, and that nobody reads any more."""

import logging
import sys
from io import RawIOBase
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.extensions.feedexport import FileFeedStorage, StdoutFeedStorage
from scrapy.settings import BaseSettings

from crawler.engine.closed_pipe import silence
from crawler.errors import UserError

logger = logging.getLogger(__name__)

_LINE_FORMATS = ("jsonl", "jl", "jsonlines")


class PipeStorage(StdoutFeedStorage):
    """Standard output; when its reader goes, the crawl goes on without the export."""

    def open(self, spider: Spider) -> IO[bytes]:
        """The file that an export is written to."""
        return cast(IO[bytes], _StandardOutput())


class _StandardOutput(RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            silence(sys.stdout)
            logger.warning("nobody reads the export any more; the crawl goes on without it")
        return len(data)


class SharedFileStorage(FileFeedStorage):
    """A file that several crawls write lines to; without a buffer, so that no line is torn."""

    def open(self, spider: Spider) -> IO[bytes]:
        """Open the file, creating its folder."""
        path = Path(self.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open(self.write_mode, buffering=0)


def share_feeds(settings: BaseSettings) -> None:
    """Make the exports of FEEDS (`-o`, `-O`) such as many crawls can write side by side.

    Raises `UserError` for those that cannot be: what is not written line by line needs a file of
    its own for each site, with `%(name)s` in its address.
    """
    feeds: dict[str, dict[str, Any]] = {}
    for uri, options in settings.getdict("FEEDS").items():
        feeds[str(uri)] = dict(options)
        if "%(name)s" not in str(uri):
            _share_feed(str(uri), feeds[str(uri)])
    own = dict.fromkeys(("", "file"), SharedFileStorage)
    settings.set("FEEDS", feeds, priority="cmdline")
    settings.set("FEED_STORAGES", {**settings.getdict("FEED_STORAGES"), **own}, priority="cmdline")


def _share_feed(uri: str, options: dict[str, Any]) -> None:
    scheme = urlsplit(uri).scheme
    if scheme not in ("", "file", "stdout") or options["format"] not in _LINE_FORMATS:
        raise UserError(
            f"-o {uri}: all sites write to one export, which goes line by line to a .jsonl file; "
            "with %(name)s in its name each site has a file of its own, of any format"
        )
    if options.pop("overwrite", False) and scheme != "stdout":
        Path(FileFeedStorage(uri).path).unlink(missing_ok=True)
