"""The rows of a table for display, each number with its σ."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from numbers import Real
from typing import Any

from .oneline import line
from .written import written

MOST_ROWS = 12


def table_text(value: Mapping[str, Any]) -> str:
    """The first rows as text, in columns."""
    heads, rows, left = _shown(value)
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in (heads, *rows)]
    return "\n".join([*(one.rstrip() for one in lines), *([left] if left else [])])


def table_html(value: Mapping[str, Any]) -> str:
    """The first rows as HTML, which scrolls in a narrow cell."""
    heads, rows, left = _shown(value)
    head = "".join(f"<th style='text-align:left'>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div style='overflow-x:auto'>{table}</div>" + (f"<p>{left}</p>" if left else "")


def _shown(value: Mapping[str, Any]) -> tuple[list[str], list[list[str]], str]:
    """Heads, cells, and a sentence about omitted rows."""
    columns = value["columns"]
    names = [name for name in columns if not _is_sigma(name, columns)]
    units = {name: value["units"].get(name) or "" for name in names}
    heads = [f"{name} ({units[name]})" if units[name] else name for name in names]
    count = min((len(one) for one in columns.values()), default=0)
    rows = [[_cell(columns, name, i) for name in names] for i in range(min(count, MOST_ROWS))]
    more = count - len(rows)
    return [line(one) for one in heads], rows, f"… and {more} more rows" if more > 0 else ""


def _is_sigma(name: str, columns: Mapping[str, Any]) -> bool:
    stem = name.removesuffix("_sigma")
    return stem != name and stem in columns


def _cell(columns: Mapping[str, Any], name: str, row: int) -> str:
    value = columns[name][row]
    if not isinstance(value, Real) or isinstance(value, bool):
        return "" if value is None else line(value)
    sigmas = columns.get(f"{name}_sigma")
    return written(float(value), None if sigmas is None else float(sigmas[row]))
