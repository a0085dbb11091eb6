"""Texts of files, which anyone may have made, on one line."""

from __future__ import annotations

from typing import Any


def line(value: Any) -> str:
    """On one line, without signs that move what follows."""
    text = " ".join(str(value).split())
    return "".join(sign if sign.isprintable() else "�" for sign in text)
