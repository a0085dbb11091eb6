"""Users' arguments as inputs of a step."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from typing import Any

from ..engineprocess.errors import XESError
from .arguments import refused, shown, sound
from .foreign import table_node
from .nodes import Input, ScanNode


# nesting of lists; a list that contains itself has no end
_DEEPEST = 8


def path_of(path: str | os.PathLike[str]) -> str:
    """An absolute path, independent of the current working directory; `..` after a link means its target's parent."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        raise refused(f"A path is a text or a pathlib.Path, not {shown(path)}.")
    given = os.path.expanduser(os.fsdecode(path))
    sound("The path", given)
    whole = os.path.abspath(given)
    if os.pardir not in given.split(os.sep):
        return whole
    meant = os.path.realpath(given)
    return whole if os.path.realpath(whole) == meant else meant


def scan_path(path: str | os.PathLike[str]) -> str:
    """The path of a scan. An analysis, a pattern and a list raise an error that says what to do instead."""
    if isinstance(path, (list, tuple)):
        raise refused(
            "xes.open opens one scan: several are [xes.open(one) for one in files]. Steps take lists of paths as they are."
        )
    whole = path_of(path)
    name = os.path.basename(whole)
    if name.lower().endswith(".json"):
        raise XESError(
            "file/no-scan",
            f"{name} is JSON, no scan. An analysis (*.xes.json) is opened by xes.Analysis({name!r}), and done with other "
            f"scans by xes.run({name!r}, files).",
        )
    if glob.has_magic(whole) and not os.path.lexists(whole):
        found = sorted(glob.glob(whole, recursive=True))
        known = f"matches {len(found)} files" if found else "matches no file"
        raise XESError(
            "file/pattern",
            f"{os.fspath(path)} is a pattern, which {known}: one scan is wanted here. Give a list where several are meant, "
            f"as in sorted(glob.glob({os.fspath(path)!r})) after `import glob`; xes.run takes patterns.",
        )
    return whole


def analysis_path(path: str | os.PathLike[str]) -> str:
    """The path of an analysis. A scan raises an error that says what to do instead."""
    whole = path_of(path)
    name = os.path.basename(whole)
    if not name.lower().endswith(".json") and os.path.lexists(whole):
        raise XESError(
            "analysis/invalid",
            f"{name} is no analysis (*.xes.json). A scan is opened by xes.open({name!r}); a new analysis of it is "
            f'xes.Analysis.new("NAME.xes.json", [{name!r}]).',
        )
    return whole


def inputs_of(given: Any, depth: int = 0) -> tuple[tuple[Input, ...], bool]:
    """An argument as inputs, and whether it has several: a list, `Results`, or another sequence."""
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
        return Input(ScanNode(scan_path(given)))
    as_input = getattr(given, "_as_input", None)
    if as_input is not None:
        return as_input()
    if getattr(given, "_as_inputs", None) is not None or isinstance(given, (list, tuple)):
        return None
    table = table_node(given)
    return None if table is None else Input(table)


def _refused(given: Any) -> XESError:
    return XESError(
        "step/input",
        "A step works on scans, results, paths, frames, or lists of them, "
        f"not on a {type(given).__name__}. Arrays become a spectrum by xes.spectrum(energy, intensity, sigma).",
    )
