"""The two logs of a folder on disk: `xes.log` with all entries, `xes-errors.log` with errors only."""

import contextlib
import os
import threading

from .entries import ERRORS
from .folders import diagnostics_folder
from .logfile import LogFile
from .loglock import LOCK, locked
from .refusals import Refusal, refusal_of

ALL, ONLY_ERRORS = "xes.log", "xes-errors.log"


class LogFolder:
    """Writes the logs in `xes-diagnostics` of a folder. Its calls block: call them in a thread."""

    def __init__(self, folder: str, root: str, size: int, count: int):
        """`folder` and `root` are paths on disk; `size` is in bytes."""
        self.folder = folder
        self._root = root
        self._size = size
        self._count = count
        self._lock = threading.Lock()
        self._files: tuple[LogFile, LogFile] | None = None

    def last_seq(self, session: str) -> int:
        """The highest number of a session on disk."""
        with self._lock:
            return self._logs(make=False)[0].last_seq(session)

    def append(self, session: str, entries: list[dict], wait: float = -1) -> int:
        """Append new entries; waits at most `wait` seconds for its turn (−1: as long as it takes).

        Returns the highest number now on disk. Raises `Refusal`.
        """
        if not self._lock.acquire(timeout=wait):
            raise Refusal(409, "file/busy", "The log is being written: try again.")
        path = os.path.join(self.folder, "xes-diagnostics")
        existed = os.path.lexists(path)
        try:
            everything, errors = self._logs(make=True)
            with locked(path, wait):  # two servers rotating at once would lose lines
                # Errors first: each file has its own last number, so that a retry repeats nothing.
                errors.append(session, [entry for entry in entries if entry["level"] in ERRORS])
                return everything.append(session, entries)
        except OSError as error:
            if not existed:
                remove_if_empty(path)
            raise refusal_of(error) from error
        finally:
            self._lock.release()

    def _logs(self, make: bool) -> tuple[LogFile, LogFile]:
        # checked each time: the folder may have been deleted, or replaced by a link
        path = diagnostics_folder(self.folder, self._root, make)
        if self._files is None:
            self._files = (
                LogFile(os.path.join(path, ALL), self._size, self._count),
                LogFile(os.path.join(path, ONLY_ERRORS), self._size, self._count),
            )
        return self._files


def remove_if_empty(path: str) -> None:
    """Remove the folder if nothing could be written to it."""
    # not while another server writes its first lines
    with contextlib.suppress(OSError, Refusal), locked(path, 0):
        for name in (ALL, ONLY_ERRORS, LOCK):
            file = os.path.join(path, name)
            if os.path.lexists(file) and os.path.getsize(file) == 0:
                os.remove(file)
    with contextlib.suppress(OSError):
        os.rmdir(path)
