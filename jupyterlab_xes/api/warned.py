"""Warnings of the engine as Python warnings, located in the user's code, once per line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from types import FrameType

from .heldback import CELL, Held
from .nodes import ScanNode

_PACKAGE = __name__.split(".")[0]


class XESWarning(UserWarning):
    """A warning about a result, such as a fit at a bound or a σ that is only approximate.

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


def warn(found: Iterable[tuple[str, Mapping[str, str]]], before: str = "") -> None:
    """
    Issue warnings of the engine as Python warnings, each sentence once.
    @param found warnings, each with the key of its result or scan @param before prefix of the sentences
    """
    frame = _frame_of_caller()
    subjects: dict[tuple[str, str], set[str]] = {}
    for subject, one in found:
        subjects.setdefault((one["code"], one["message"]), set()).add(subject)
    for (code, message), of in subjects.items():
        warning = XESWarning(before + message, code)
        space = frame.f_globals
        held = Held(
            warning,
            frozenset((subject, code, message) for subject in of),
            frame.f_code.co_filename,
            frame.f_lineno,
            space.get("__name__", "<string>"),
        )
        if CELL.takes(XESWarning):
            CELL.hold(held)
        else:
            held.give(space.setdefault("__warningregistry__", {}))


# warnings about scans already issued in this process
_seen: set[tuple[str, str, str]] = set()


def warn_of_scan(scan: ScanNode, found: Iterable[dict]) -> None:
    """Issue the warnings of reading a scan, once per process."""
    key = scan.bare
    fresh = [one for one in found if (key, one["code"], one["message"]) not in _seen]
    _seen.update((key, one["code"], one["message"]) for one in fresh)
    warn(((key, one) for one in fresh), f"{os.path.basename(scan.path)}: ")


def _frame_of_caller() -> FrameType:
    """The first frame outside this package."""
    frame = sys._getframe(2)
    while frame.f_back is not None and _package_of(frame) == _PACKAGE:
        frame = frame.f_back
    return frame


def _package_of(frame: FrameType) -> str:
    return frame.f_globals.get("__name__", "").split(".")[0]
