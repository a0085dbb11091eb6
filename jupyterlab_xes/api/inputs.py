"""What people hand to a step, as inputs of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from ..engineprocess.errors import XESError
from .arguments import refused, shown, sound
from .nodes import Input, ScanNode, TableNode
from .tabledata import table_of_frame


# lists in lists; one that holds itself has no end
_DEEPEST = 8


def path_of(path: str | os.PathLike[str]) -> str:
    """A path as it is kept: absolute, so that a later change of folder changes nothing."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        raise refused(f"A path is a text or a pathlib.Path, not {shown(path)}.")
    return sound("The path", os.path.abspath(os.path.expanduser(os.fsdecode(path))))


def inputs_of(given: Any, depth: int = 0) -> tuple[tuple[Input, ...], bool]:
    """What was given as inputs, and whether it was several: a list, `Results`, or another sequence."""
    one = _single(given)
    if one is not None:
        return (one,), False
    many = getattr(given, "_as_inputs", None)
    if many is not None:
        return many(), True
    if depth > _DEEPEST or not isinstance(given, Iterable) or isinstance(given, (bytes, dict)):
        raise _refused(given)
    try:
        items = iter(given)
    except TypeError:  # an array without a dimension is iterable by its type alone
        raise _refused(given) from None
    return tuple(input_ for item in items for input_ in inputs_of(item, depth + 1)[0]), True


def _single(given: Any) -> Input | None:
    if isinstance(given, (str, os.PathLike)):
        return Input(ScanNode(path_of(given)))
    as_input = getattr(given, "_as_input", None)
    if as_input is not None:
        return as_input()
    if _is_frame(given):
        return Input(TableNode(table_of_frame(given), given.attrs.get("label")))
    return None


def _is_frame(given: Any) -> bool:
    # without importing pandas: who has a frame has it already
    return any(
        one.__name__ == "DataFrame" and one.__module__.split(".")[0] == "pandas"
        for one in type(given).__mro__
    )


def _refused(given: Any) -> XESError:
    return XESError(
        "step/input",
        "A step works on scans, results, paths, pandas frames, or lists of them, "
        f"not on a {type(given).__name__}. Arrays become a spectrum by xes.spectrum(energy, intensity, sigma).",
    )
