"""Users' arguments, checked before they are sent, with errors that name the argument."""

from __future__ import annotations

import os
from numbers import Integral
from typing import Any

from ..engineprocess.errors import XESError


def text_of(name: str, given: Any) -> str:
    """A non-empty text."""
    if isinstance(given, os.PathLike):
        given = os.fspath(given)
    if not isinstance(given, str):
        raise refused(f"{name} is a text, not {shown(given)}.")
    if not given.strip():
        raise refused(f"{name} is an empty text: leave it out, or say something.")
    return sound(name, given)


def name_of(name: str, given: Any) -> str:
    """A name, or a number used as one."""
    if isinstance(given, Integral) and not isinstance(given, bool):
        return str(int(given))
    return text_of(name, given)


def sound(name: str, text: str) -> str:
    """A text that can be encoded as UTF-8, without lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise refused(
            f"{name} has signs that are no text: {ascii(text)[:200]}. Was it read in another encoding?"
        ) from None
    return text


def shown(given: Any) -> str:
    """An argument as shown in a sentence."""
    try:
        text = ascii(given)
    except Exception:  # a foreign object may raise anything
        text = "…"
    return f"{text if len(text) <= 60 else text[:60] + '…'} (a {type(given).__name__})"


def refused(sentence: str) -> XESError:
    """The error for an invalid argument."""
    return XESError("python/argument", sentence)
