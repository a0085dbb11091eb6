"""The one door from this package to the engine's process."""

from __future__ import annotations

from typing import Any


def call(op: str, **more: Any) -> Any:
    """What the engine answers to a request. It is started on first use."""
    # imported here: names and stubs of this package cost nothing
    from ..engineprocess import call as asked

    return asked(op, **more)
