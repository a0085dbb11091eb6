"""The error of this package, whether its other parts are there or not."""

from __future__ import annotations

from typing import Any


def viewer_error(code: str, message: str) -> Exception:
    """An `XESError` with a code and a sentence."""
    error: Any = _error_class()(code, message)
    return error


def _error_class() -> Any:
    try:
        from ..engineprocess.errors import XESError
    except ImportError:
        return _Alone
    return XESError


class _Alone(Exception):
    """As `XESError`, where the engine's part of this package is not there."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"
