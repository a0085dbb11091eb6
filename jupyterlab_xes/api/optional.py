"""Packages that are not needed by all, each named with how it comes where it is missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from ..engineprocess.errors import XESError


def require(name: str, what: str, package: str | None = None) -> ModuleType:
    """A package that may be missing. @param what what it is needed for, as the sentence begins."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        wanted = package or name.split(".")[0]
        raise XESError(
            "python/package-missing",
            f"{what} needs the package {wanted}: run `pip install {wanted}`.",
        ) from error
