"""Reads a file, and writes it only if it has not changed since."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading

from ..engineprocess.errors import XESError

# no other thread of this process may replace a file between its last check and its replacement
_replacing = threading.Lock()


def read(path: str) -> bytes:
    """The bytes of a file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise XESError("file/not-found", f"There is no file {path}.") from error
    except OSError as error:
        raise XESError("file/unreadable", f"{path} cannot be read: {error.strerror}.") from error


def write(path: str, text: str, expected: str | None, overwrite: bool) -> str:
    """Write a text atomically. @param expected digest of the file to replace, or None. @returns the new digest"""
    if not path.lower().endswith(".json"):
        raise XESError(
            "document/name", f"An analysis is a file that ends in .xes.json, and {path} does not: it is not written."
        )
    target = os.path.realpath(path)
    data = text.encode()
    try:
        descriptor, beside = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".xes-")
    except OSError as error:
        raise XESError("file/write", f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _mode(target))
        with _replacing:
            if not overwrite:
                _require(path, target, expected)
            os.replace(beside, target)
    except OSError as error:
        raise XESError("file/write", f"{path} cannot be written: {error.strerror}.") from error
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
    return hashlib.sha256(data).hexdigest()


def _require(path: str, target: str, expected: str | None) -> None:
    found = os.path.exists(target) and hashlib.sha256(read(target)).hexdigest()
    if found and found != expected:
        raise XESError(
            "document/changed" if expected else "document/exists",
            f"{path} was changed since this analysis was read: reload() takes what stands there, "
            "save(overwrite=True) replaces it, save(PATH) keeps both."
            if expected
            else f"{path} is there already: save(PATH, overwrite=True) replaces it.",
        )


def _mode(target: str) -> int:
    if os.path.exists(target):
        return os.stat(target).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
