"""Resolves a folder of the contents manager to one on disk, never outside the root."""

import errno
import ntpath
import os
import stat

from tornado.web import HTTPError

from .entries import bad
from .refusals import HIDDEN, MISSING, NOT_A_FOLDER, OUTSIDE, READ_ONLY, Refusal

DIAGNOSTICS = "xes-diagnostics"


def again(refusal: Refusal) -> Refusal:
    """A new exception: one raised twice would carry its first traceback."""
    return Refusal(refusal.status, refusal.code, refusal.message)


def check_name(folder: str, allow_hidden: bool = False) -> str:
    """Refuse malformed contents paths before any disk access. Returns the folder."""
    if "\0" in folder:
        raise bad("`folder` must not hold a zero byte.")
    windows = os.sep == "\\"
    if folder.startswith("/") or ntpath.splitdrive(folder)[0] or (windows and "\\" in folder):
        raise again(OUTSIDE)
    parts = folder.split("/") if folder else []
    if ".." in parts:
        raise again(OUTSIDE)
    if parts and parts[-1] == "":
        parts.pop()
    if any(part in ("", ".") for part in parts):
        raise bad("`folder` must be a plain path, with one slash between its parts.")
    if not allow_hidden and any(part.startswith(".") for part in parts):
        raise again(HIDDEN)
    return "/".join(parts)


def is_local(manager) -> bool:
    """Whether this contents manager stores its files on this machine's disk."""
    return hasattr(manager, "_get_os_path") and hasattr(manager, "root_dir")


def within(path: str, root: str) -> bool:
    """Whether a path is inside the root after resolving links."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    try:
        return os.path.commonpath([real, base]) == base
    except ValueError:  # another drive
        return False


def resolve(manager, folder: str) -> str:
    """The folder on disk, through the manager's own path resolution. It must exist."""
    name = check_name(folder, bool(getattr(manager, "allow_hidden", False)))
    try:
        path = manager._get_os_path(name)
    except HTTPError:
        raise again(OUTSIDE) from None
    try:
        if not within(path, manager.root_dir):
            raise again(OUTSIDE)
        mode = os.stat(path).st_mode
    except OSError as error:
        raise again(
            {errno.EACCES: READ_ONLY, errno.ELOOP: OUTSIDE, errno.ENOTDIR: NOT_A_FOLDER}.get(
                error.errno, MISSING
            )
        ) from None
    if not stat.S_ISDIR(mode):
        raise again(NOT_A_FOLDER)
    return path


def diagnostics_folder(folder: str, root: str, make: bool) -> str:
    """`xes-diagnostics` in a folder on disk, created if requested; never a link out of the root."""
    path = os.path.join(folder, DIAGNOSTICS)
    if make:
        try:
            os.mkdir(path)
        except FileExistsError:
            if not os.path.isdir(path):
                raise
    if not within(path, root):
        raise again(OUTSIDE)
    return path
