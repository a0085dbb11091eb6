"""A log file of JSON lines: appends, rotation, and the last number of a session on disk."""

import contextlib
import json
import os
import stat

from .entries import line_of
from .refusals import NOT_A_FOLDER, Refusal

TAIL = 1_048_576  # most bytes read to find the last number of a session
KNOWN_SESSIONS = 256

FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND
# never follow a link, never wait for the other end of a pipe
FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
FLAGS |= getattr(os, "O_BINARY", 0)


class LogFile:
    """`name`, `name.1` (the previous one) … in a folder. Not thread-safe: its owner holds a lock."""

    def __init__(self, path: str, size: int, count: int):
        """Keep `count` files of about `size` bytes, including the current one."""
        self.path = path
        self.size = size
        self.count = max(1, count)
        self._last: dict[str, int] = {}
        self._left_at: tuple[int, int] | None = None  # inode and size after our last write

    def last_seq(self, session: str) -> int:
        """The highest number of a session on disk; 0 if there is none in the tail."""
        self._forget_if_changed()
        if session not in self._last:
            self._last[session] = self._search(session)
            while len(self._last) > KNOWN_SESSIONS:
                self._last.pop(next(iter(self._last)))
        return self._last[session]

    def append(self, session: str, entries: list[dict]) -> int:
        """Write the entries with new numbers. Returns the session's highest number on disk.

        If the disk refuses, the entries before the refusal are on disk and the others are not.
        """
        last = self.last_seq(session)
        group: list[dict] = []
        weight = 0
        used = self._used()
        for entry in entries:
            if entry["seq"] <= last:
                continue
            last = entry["seq"]
            length = len(line_of(entry))
            if used + weight + length > self.size and used + weight > 0:
                self._write(session, group)
                self._rotate()
                group, weight, used = [], 0, 0
            group.append(entry)
            weight += length
        self._write(session, group)
        return self._last[session]

    def _write(self, session: str, group: list[dict]) -> None:
        if not group:
            return
        data = b"".join(line_of(entry) for entry in group)
        handle = os.open(self.path, FLAGS, 0o666)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise Refusal(NOT_A_FOLDER.status, "file/not-a-file", "The log is not a file.")
            if status.st_size and not ends_a_line(self.path):
                data = b"\n" + data  # a writer was killed in the middle of a line
            try:
                write_all(handle, data)
                os.fsync(handle)  # a full network disk fails only here
            except OSError:
                undo_write(handle, status.st_size, len(data))
                raise
            status = os.fstat(handle)
        finally:
            os.close(handle)
        self._left_at = (status.st_ino, status.st_size)
        self._last[session] = group[-1]["seq"]

    def _rotate(self) -> None:
        # Also remove files beyond the count, left from a larger setting.
        at = self.count - 1
        while os.path.lexists(f"{self.path}.{at}") and at > 0:
            os.remove(f"{self.path}.{at}")
            at += 1
        for number in range(self.count - 2, 0, -1):
            if os.path.lexists(f"{self.path}.{number}"):
                os.replace(f"{self.path}.{number}", f"{self.path}.{number + 1}")
        if self.count > 1:
            os.replace(self.path, f"{self.path}.1")
        else:
            os.remove(self.path)
        self._left_at = None

    def _used(self) -> int:
        try:
            return os.lstat(self.path).st_size
        except FileNotFoundError:
            return 0

    def _forget_if_changed(self) -> None:
        """Another server may have written the same file, or a user deleted it."""
        try:
            status = os.lstat(self.path)
            now = (status.st_ino, status.st_size)
        except FileNotFoundError:
            now = None
        if now != self._left_at:
            self._last.clear()
            self._left_at = now

    def _search(self, session: str) -> int:
        left = TAIL
        for path in (self.path, f"{self.path}.1"):
            lines, read = tail_lines(path, left)
            seq = highest(lines, session)
            if seq:
                return seq
            left -= read
            if left <= 0:
                break
        return 0


def write_all(handle: int, data: bytes) -> None:
    """Write all data, even if the system splits the write."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def undo_write(handle: int, size: int, most: int) -> None:
    """Undo a partial write, unless others have written meanwhile."""
    with contextlib.suppress(OSError):
        if size < os.fstat(handle).st_size < size + most:
            os.ftruncate(handle, size)


def ends_a_line(path: str) -> bool:
    """Whether the last byte of a file is a line end."""
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def tail_lines(path: str, most: int) -> tuple[list[bytes], int]:
    """Read the whole lines in the last `most` bytes of a file. Returns them and the bytes read."""
    try:
        # the same flags: never read a link or a pipe
        handle = os.open(path, (FLAGS & ~(os.O_WRONLY | os.O_CREAT | os.O_APPEND)) | os.O_RDONLY)
    except OSError:
        return [], 0
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return [], 0
        start = max(0, status.st_size - most)
        file.seek(start)
        data = file.read(most)
    lines = data.split(b"\n")
    return (lines[1:] if start else lines), len(data)


def highest(lines: list[bytes], session: str) -> int:
    """The highest number of a session in lines of JSON; invalid lines are skipped."""
    mark = session.encode()
    last = 0
    for line in lines:
        if mark not in line:
            continue
        try:
            entry = json.loads(line)
            if entry["session"] == session and isinstance(entry["seq"], int):
                last = max(last, entry["seq"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return last
