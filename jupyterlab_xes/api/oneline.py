"""Texts of files, of unknown origin, on one line."""

from __future__ import annotations

from typing import Any


def line(value: Any) -> str:
    """A value on one line, without control characters."""
    text = " ".join(str(value).split())
    return "".join(sign if sign.isprintable() else "�" for sign in text)
