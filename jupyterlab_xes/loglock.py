"""A lock on a folder of logs, among all servers that share its disk."""

import contextlib
import errno
import os
import time

from .refusals import Refusal

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

LOCK = ".xes-log.lock"  # hidden from JupyterLab's file browser
LONGEST = 10.0  # seconds; a writer needs milliseconds
PAUSE = 0.005
TRIES = 20

FLAGS = os.O_RDWR | os.O_CREAT
FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

# the folder takes no new file, or its disk has no locks: then the log is written without a lock
UNLOCKABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}


@contextlib.contextmanager
def locked(folder: str, wait: float):
    """Hold the lock of a folder; waits at most `wait` seconds (−1: ten).

    Raises `Refusal` if another writer holds it longer, `OSError` if the disk refuses.
    """
    handle = _acquire(folder, LONGEST if wait < 0 else wait)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)  # releases the lock, as does the end of the process


def _acquire(folder: str, wait: float) -> int | None:
    until = time.monotonic() + wait
    for _ in range(TRIES):
        handle = _open(folder)
        if handle is None:
            return None
        try:
            _lock(handle, until)
            if os.fstat(handle).st_nlink > 0:
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # deleted meanwhile: others lock the file in its place
    return None  # the disk does not count hard links


def _open(folder: str) -> int | None:
    if fcntl is None:
        return None
    try:
        return os.open(os.path.join(folder, LOCK), FLAGS, 0o666)
    except OSError as error:
        if error.errno in UNLOCKABLE:
            return None
        raise


def _lock(handle: int, until: float) -> None:
    while True:
        try:
            # not lockf: its lock would end with any other handle of this process on the file
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno in NO_LOCKS:
                return
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EINTR):
                raise
        if time.monotonic() >= until:
            raise Refusal(409, "file/busy", "The log is being written: try again.")
        time.sleep(PAUSE)
