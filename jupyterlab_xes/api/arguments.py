"""Arguments of people, checked before they are sent: what is wrong is said by the name that they gave it."""

from __future__ import annotations

import os
from numbers import Integral
from typing import Any

from ..engineprocess.errors import XESError


def text_of(name: str, given: Any) -> str:
    """A text that is one, and that is not empty."""
    if isinstance(given, os.PathLike):
        given = os.fspath(given)
    if not isinstance(given, str):
        raise refused(f"{name} is a text, not {shown(given)}.")
    if not given.strip():
        raise refused(f"{name} is an empty text: leave it out, or say something.")
    return sound(name, given)


def name_of(name: str, given: Any) -> str:
    """A name, or the number of something that has one."""
    if isinstance(given, Integral) and not isinstance(given, bool):
        return str(int(given))
    return text_of(name, given)


def sound(name: str, text: str) -> str:
    """A text that can be sent: half of a pair of surrogates is none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise refused(
            f"{name} has signs that are no text: {ascii(text)[:200]}. Was it read in another encoding?"
        ) from None
    return text


def shown(given: Any) -> str:
    """What was given, as a sentence names it."""
    try:
        text = ascii(given)
    except Exception:  # whatever an object of others does
        text = "…"
    return f"{text if len(text) <= 60 else text[:60] + '…'} (a {type(given).__name__})"


def refused(sentence: str) -> XESError:
    """An argument that can't be taken."""
    return XESError("python/argument", sentence)
