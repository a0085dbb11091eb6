"""Optional packages, with an error that says how to install a missing one."""

from __future__ import annotations

import importlib
from types import ModuleType

from ..engineprocess.errors import XESError


def require(name: str, what: str, package: str | None = None) -> ModuleType:
    """Import an optional package. @param what its purpose, at the beginning of the error's sentence."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        wanted = package or name.split(".")[0]
        raise XESError(
            "python/package-missing",
            f"{what} needs the package {wanted}: run `pip install {wanted}`.",
        ) from error
