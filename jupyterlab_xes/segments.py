"""Logs for a contents manager without files on this disk: short segments, rewritten as a whole.

Such a manager (S3, a database) can't append. Segments are small, so that rewriting one for each
line is cheap.
"""

import asyncio

from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from .entries import ERRORS, line_of
from .folders import DIAGNOSTICS, again
from .logfile import highest
from .logfolder import ALL, ONLY_ERRORS
from .refusals import MISSING, Refusal

SEGMENT = 262_144  # bytes


class Segments:
    """The two logs of one folder of a contents manager."""

    def __init__(self, manager, folder: str, size: int, count: int):
        """`folder` is a contents path; `size` is in bytes."""
        self._manager = manager
        self._folder = folder
        self._path = f"{folder}/{DIAGNOSTICS}".strip("/")
        self._size = min(size, SEGMENT)
        self._count = max(1, count)

    async def last_seq(self, session: str) -> int:
        """The highest number of a session in the current and the previous segment."""
        return await self._last(ALL, session)

    async def append(self, session: str, entries: list[dict]) -> int:
        """Append new entries. Returns the highest number stored. Raises `Refusal`."""
        try:
            await self._make_folder()
            errors = [entry for entry in entries if entry["level"] in ERRORS]
            if errors:
                await self._extend(ONLY_ERRORS, session, errors)
            return await self._extend(ALL, session, entries)
        except Refusal:
            raise
        except asyncio.CancelledError:
            raise
        except Exception as error:  # a manager may raise anything
            raise Refusal(
                409,
                "folder/not-writable",
                "The contents manager did not take the log: the page keeps it.",
            ) from error

    async def _make_folder(self) -> None:
        manager = self._manager
        if self._folder and not await ensure_async(manager.dir_exists(self._folder)):
            raise again(MISSING)
        if not await ensure_async(manager.dir_exists(self._path)):
            await ensure_async(manager.save({"type": "directory"}, self._path))

    async def _last(self, name: str, session: str) -> int:
        for path in (f"{self._path}/{name}", f"{self._path}/{name}.1"):
            found = highest((await self._read(path)).encode().split(b"\n"), session)
            if found:
                return found
        return 0

    async def _extend(self, name: str, session: str, entries: list[dict]) -> int:
        last = await self._last(name, session)
        new = [entry for entry in entries if entry["seq"] > last]
        if not new:
            return last
        path = f"{self._path}/{name}"
        text = await self._read(path)
        lines = b"".join(line_of(entry) for entry in new).decode()
        if text and len(text) + len(lines) > self._size:
            await self._rotate(path)
            text = ""
        if text and not text.endswith("\n"):
            text += "\n"
        model = {"type": "file", "format": "text", "content": text + lines}
        await ensure_async(self._manager.save(model, path))
        return new[-1]["seq"]

    async def _read(self, path: str) -> str:
        try:
            if not await ensure_async(self._manager.file_exists(path)):
                return ""
            model = await ensure_async(
                self._manager.get(path, content=True, type="file", format="text")
            )
        except HTTPError as error:
            if error.status_code == 404:
                return ""
            raise
        return model["content"] or ""

    async def _rotate(self, path: str) -> None:
        manager = self._manager
        for number in range(self._count - 1, 0, -1):
            old = f"{path}.{number}"
            if await ensure_async(manager.file_exists(old)):
                if number == self._count - 1:
                    await ensure_async(manager.delete(old))
                else:
                    await ensure_async(manager.rename(old, f"{path}.{number + 1}"))
        if self._count > 1:
            await ensure_async(manager.rename(path, f"{path}.1"))
