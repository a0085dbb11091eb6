"""The mapping of a file's arrays, in the format of documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..engineprocess.errors import XESError
from .arguments import name_of, text_of

# a key, and a name, quoted or up to the next comma, as on the command line
_PART = re.compile(
    r"""\s*([^=,"']*?)\s*=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^,"']*))\s*(,|$)"""
)


def mapping_of(columns: str | Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A mapping, given as text or dict, in the format of documents; the engine validates it."""
    if columns is None:
        return None
    if isinstance(columns, str):
        return _parsed(text_of("columns", columns))
    if not isinstance(columns, Mapping):
        raise XESError(
            "python/argument",
            "columns is a text such as 'emission=1,intensity=3' or a dict such as {'emission': 1, 'intensity': 3}, not "
            f"a {type(columns).__name__}.",
        )
    return {text_of("a key of columns", key): _name(one) for key, one in columns.items()}


def _name(given: Any) -> Any:
    """The name or number of an array, or several."""
    if isinstance(given, (list, tuple)):
        return [name_of("a name in columns", one) for one in given]
    return name_of("a name in columns", given)


def _parsed(text: str) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise XESError(
                "python/argument",
                f"columns says which array is what, as emission=energy,intensity=det: “{text[at : at + 40]}” does not.",
            )
        key, double, single, bare, _ = part.groups()
        name = bare.strip() if bare is not None else _unquoted(double, single)
        found.setdefault(key, []).append(name)
        at = part.end()
    return {key: names[0] if len(names) == 1 else names for key, names in found.items()}


def _unquoted(double: str | None, single: str | None) -> str:
    if double is not None:
        return double.replace('""', '"')
    return (single or "").replace("''", "'")
