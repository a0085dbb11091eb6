"""One writer at a time in a folder of logs, among all servers that share its disk."""

import contextlib
import errno
import os
import time

from .refusals import Refusal

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

LOCK = ".xes-log.lock"  # hidden: JupyterLab's file browser leaves it out
LONGEST = 10.0  # seconds; a writer needs milliseconds
PAUSE = 0.005
TRIES = 20

FLAGS = os.O_RDWR | os.O_CREAT
FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

# the folder takes no new file, or its disk knows no locks: then the log is written without one
UNLOCKABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}


@contextlib.contextmanager
def alone_in(folder: str, wait: float):
    """Hold the lock of a folder; waits `wait` seconds at most (−1: ten).

    Raises `Refusal` where another holds it longer, `OSError` where the disk refuses.
    """
    handle = _locked(folder, LONGEST if wait < 0 else wait)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)  # and so the lock ends, as it does with a process that is killed


def _locked(folder: str, wait: float) -> int | None:
    until = time.monotonic() + wait
    for _ in range(TRIES):
        handle = _opened(folder)
        if handle is None:
            return None
        try:
            _lock(handle, until)
            if os.fstat(handle).st_nlink > 0:
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # taken away meanwhile: others lock the one in its place
    return None  # a disk that counts no names


def _opened(folder: str) -> int | None:
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
            # not lockf: its lock would end with any other handle on the file in this process
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
