"""Warnings of the engine as Python's: at the line of the user's own code, and once a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from types import FrameType

from .heldback import CELL, Held

_PACKAGE = __name__.split(".")[0]


class XESWarning(UserWarning):
    """What is to be known of a result, such as a fit at a bound or a σ that is only approximately right.

    Attributes
    ----------
    code : str
        What it is about, such as `sigma/approximate`; it stays the same between versions.
    message : str
        The sentence.
    """

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]" if self.code else self.message

    def __reduce__(self):
        return type(self), (self.message, self.code)


def warn(found: Iterable[Mapping[str, str]], of: str = "") -> None:
    """Give warnings of the engine to Python, each sentence once. @param of what is said before them"""
    frame = _frame_of_caller()
    for code, message in dict.fromkeys((one["code"], one["message"]) for one in found):
        warning = XESWarning(of + message, code)
        space = frame.f_globals
        held = Held(
            warning,
            (code, message),
            frame.f_code.co_filename,
            frame.f_lineno,
            space.get("__name__", "<string>"),
        )
        if CELL.takes(XESWarning):
            CELL.hold(held)
        else:
            held.give(space.setdefault("__warningregistry__", {}))


# what was found in scans, and was said once in this process
_seen: set[tuple[str, str, str]] = set()


def warn_of_scan(path: str, found: Iterable[dict]) -> None:
    """Give what was found when a scan was read to Python: once, for whatever is made of it."""
    fresh = [one for one in found if (path, one["code"], one["message"]) not in _seen]
    _seen.update((path, one["code"], one["message"]) for one in fresh)
    warn(fresh, f"{os.path.basename(path)}: ")


def _frame_of_caller() -> FrameType:
    """The first frame that is not of this package."""
    frame = sys._getframe(2)
    while frame.f_back is not None and _package_of(frame) == _PACKAGE:
        frame = frame.f_back
    return frame


def _package_of(frame: FrameType) -> str:
    return frame.f_globals.get("__name__", "").split(".")[0]
