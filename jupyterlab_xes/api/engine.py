"""Calls of this package to the engine's process."""

from __future__ import annotations

from typing import Any


def call(op: str, **more: Any) -> Any:
    """The engine's answer to a request. The engine is started on first use."""
    # imported here, so that importing this package is cheap
    from ..engineprocess import call as call_engine

    return call_engine(op, **more)
