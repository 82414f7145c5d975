"""Chromium, spoken to over a pipe in its DevTools protocol, which needs no driver."""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import F_DUPFD, fcntl
from itertools import count
from pathlib import Path
from typing import Any, Self

#: The browser, if there is one: Debian's, or macOS' and others' by their usual names.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-extensions",
    "--remote-debugging-pipe",
)
#: Seconds to wait for an answer.
_PATIENCE = 30
#: What sticks out of the window, unless it can be scrolled to within something that does not.
_WIDER = """
[...document.querySelectorAll("body *")].filter(element => {
  if (element.getBoundingClientRect().right <= innerWidth + 1) return false
  for (let around = element.parentElement; around; around = around.parentElement)
    if (getComputedStyle(around).overflowX != "visible") return false
  return true
}).map(element => element.outerHTML.slice(0, 80))
"""


class Chromium:
    """A browser with one page."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads, self._writes = reads, writes
        self._numbers, self._buffer, self._session = count(1), b"", ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """A browser that is gone with what it kept when the block ends."""
        with ExitStack() as ending:
            folder = ending.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            to_read, to_write = os.pipe(), os.pipe()

            def inherit() -> None:
                # Out of the way first: the pipes may have the very numbers that are wanted.
                ends = [fcntl(end, F_DUPFD, 10) for end in (to_write[0], to_read[1])]
                for wanted, end in enumerate(ends, 3):
                    os.dup2(end, wanted)

            browser = subprocess.Popen(  # noqa: S603
                [CHROMIUM or "", *_OPTIONS, f"--user-data-dir={folder}"],
                preexec_fn=inherit,
                close_fds=False,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            ending.callback(browser.wait, _PATIENCE)
            ending.callback(os.killpg, browser.pid, signal.SIGKILL)  # with its helpers
            for end in (to_write[0], to_read[1]):
                os.close(end)
            for end in (to_read[0], to_write[1]):
                ending.callback(os.close, end)
            yield cls(to_read[0], to_write[1])

    def call(self, method: str, **parameters: Any) -> Any:
        """What the browser answers to a call."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        while (answer := self._message()).get("id") != number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, address: str, width: int) -> None:
        """Open a page in a window of a width, and wait until it is there."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not self.told("Page.loadEventFired") + self.told("Page.javascriptDialogOpening"):
            self.events.append(self._message())
        if not self.told("Page.javascriptDialogOpening"):  # which stops everything
            time.sleep(0.2)  # for what would begin after that
            self.evaluate("1")

    def told(self, method: str) -> list[dict[str, Any]]:
        """What the browser told of one kind since the page was opened."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def evaluate(self, script: str) -> Any:
        """The value of an expression on the page."""
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get(
            "value"
        )

    def requests(self) -> set[str]:
        """The addresses that were asked for, but for what the page's policy held back."""
        blocked = {
            failed["requestId"]
            for failed in self.told("Network.loadingFailed")
            if failed.get("blockedReason")
        }
        return {
            sent["request"]["url"]
            for sent in self.told("Network.requestWillBeSent")
            if sent["requestId"] not in blocked
        }

    def too_wide(self) -> list[str]:
        """The beginnings of the elements that stick out of the window."""
        wider: list[str] = self.evaluate(_WIDER)
        return wider

    def picture(self, path: Path, width: int, height: int) -> None:
        """Save what the page looks like, down to a height (pixels)."""
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reads], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            part = os.read(self._reads, 1 << 16)
            assert part, "the browser is gone"
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told
