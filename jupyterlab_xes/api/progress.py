"""Progress of a long run: by tqdm if installed, else a line of text."""

from __future__ import annotations

import sys
import time
from typing import Any

# more frequent updates would make notebooks slow
_PACE = 0.2
_WIDTH = 30


class Progress:
    """A progress bar. @param total number of scans. @param shown whether to show it"""

    def __init__(self, total: int, shown: bool) -> None:
        self._total = total
        self._done = 0
        self._failed = 0
        self._there = 0
        self._last = 0.0
        self._bar: Any = None
        self._is_shown = shown and total > 0
        if self._is_shown:
            try:
                from tqdm import tqdm
            except ImportError:
                self._draw(force=True)
            else:
                self._bar = tqdm(total=total, unit="scan")

    def step(self, failed: bool = False, there: bool = False) -> None:
        """Count a scan as done. @param there whether an earlier run did it"""
        self._done += 1
        self._failed += failed
        self._there += there
        if self._bar is not None:
            self._bar.update(1)
            if failed or there:
                self._bar.set_postfix_str(", ".join(self._words()))
        else:
            self._draw()

    def _words(self) -> list[str]:
        there = [f"{self._there} by an earlier run"] if self._there else []
        return there + ([f"{self._failed} failed"] if self._failed else [])

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.close()
        elif self._is_shown:
            self._draw(force=True)
            print(file=sys.stderr)

    def _draw(self, force: bool = False) -> None:
        now = time.monotonic()
        if not self._is_shown or (not force and now - self._last < _PACE):
            return
        self._last = now
        full = round(_WIDTH * self._done / self._total)
        bar = "█" * full + "·" * (_WIDTH - full)
        text = "\r" + ", ".join([f"{bar} {self._done} of {self._total} scans", *self._words()])
        encoding = sys.stderr.encoding or "ascii"
        print(
            text.encode(encoding, "replace").decode(encoding), end="", file=sys.stderr, flush=True
        )
