"""Tables of a run as frames, in which words are never converted to numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .optional import require

if TYPE_CHECKING:
    from pandas import DataFrame

# columns of words in the tables of steps, and in numbers.csv
WORDS = ("scan", "outlier", "label", "element", "source", "step", "item", "name", "unit")
# a word next to an element; a number for contours
_LINE = ("element", "line")


def read_table(path: str, words: Iterable[str] = WORDS) -> DataFrame:
    """Read a table of the command line. Names such as NA, None, 1e5 or #3 are texts; an empty cell is missing."""
    pandas = require("pandas", "A frame")
    with open(path, encoding="utf-8", newline="") as file:
        text = _rows(file.read())
    head = next(csv.reader(io.StringIO(text, newline="")))
    own = set(words) & set(head)
    if set(_LINE) <= set(head):
        own.add("line")
    missing = {name: [""] if name in own else ["", "NaN"] for name in head}
    return pandas.read_csv(
        io.StringIO(text, newline=""),
        dtype=dict.fromkeys(own, str),
        keep_default_na=False,
        na_values=missing,
        **_exactly(pandas),
    )


def _exactly(pandas: Any) -> dict[str, str]:
    """Options to read numbers exactly, which is the default from pandas 3 on."""
    return {"float_precision": "round_trip"} if int(pandas.__version__.split(".")[0]) < 3 else {}


def _rows(text: str) -> str:
    """The rows before the comments, which are the last lines and begin with the title."""
    lines = text.splitlines(keepends=True)
    at = next((i for i, one in enumerate(lines) if one.startswith("# title: ")), len(lines))
    return "".join(lines[:at])
