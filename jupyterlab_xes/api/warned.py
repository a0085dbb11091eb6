"""Warnings of the engine as Python's: at the line of the user's own code, and once a line."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from types import FrameType

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


def warn(found: Iterable[dict]) -> None:
    """Give warnings of the engine to Python, each sentence once."""
    level = _level_of_caller()
    for code, message in dict.fromkeys((one["code"], one["message"]) for one in found):
        warnings.warn(XESWarning(message, code), stacklevel=level)


def _level_of_caller() -> int:
    """How far up the first frame is that is not of this package; as `warn` above counts."""
    level = 2
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__", "").split(".")[0] == _PACKAGE:
        frame = frame.f_back
        level += 1
    return level
