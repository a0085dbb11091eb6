"""Writes the logs: one writer per folder, in threads, with the server's own entries."""

import asyncio
import contextlib
import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

from .entries import parse_batch
from .folders import check_name, is_local, resolve
from .ledger import Ledger
from .logfolder import ALL, LogFolder
from .redaction import Redactor
from .refusals import Refusal
from .segments import Segments
from .serverlines import ServerLines

MOST_FOLDERS = 64
THREADS = 4  # a pool of our own: a hanging network disk must not block other pools
PATIENCE = 2.0  # longest wait of the last entry for its turn, seconds


FREE = ("module", "message", "path", "where", "context")  # free text of the page


def redact_entry(entry: dict, redactor: Redactor) -> dict:
    """An entry without secrets; its numbers, times and levels have been checked before."""
    return {key: redactor.plain(value) if key in FREE else value for key, value in entry.items()}


class Place:
    """A folder with a log: the log, its lock, and whether the first entry was written."""

    def __init__(self, name: str, log):
        """`name` is the contents path; `log` a `LogFolder` or `Segments`."""
        self.name = name
        self.log = log
        self.turn = asyncio.Lock()
        self.open = False


class Recorder:
    """The log sink behind `POST jupyterlab-xes/log`."""

    def __init__(self, manager, lines: ServerLines, data_dir: str, size: int, count: int):
        """`manager`: the contents manager; sizes in bytes."""
        self._manager = manager
        self._lines = lines
        self._size = size
        self._count = count
        self._places: OrderedDict[str, Place] = OrderedDict()
        self._ledger = Ledger(data_dir, lines.session, getattr(manager, "root_dir", "") or "")
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="xes-log")
        self._closing = False

    async def run(self, work, *args):
        """Run blocking work in a thread of the recorder."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)

    async def take(self, body: bytes, redactor: Redactor) -> tuple[str, int]:
        """Check, redact and append a body. Returns its session and the highest number on disk.

        Raises `Refusal`; then no entry after the last acknowledged one was written.
        """
        if self._closing:
            raise Refusal(503, "server/ending", "The server is ending: the page keeps the log.")
        session, folder, entries = await self.run(self._prepare, body, redactor)
        place = await self._place(folder)
        async with place.turn:
            if not entries:
                return session, await self._last_seq(place, session)
            if not place.open:
                await self._append(place, self._lines.session, [self._lines.start()])
                await self._opened(place)
            self._ledger.beat()
            return session, await self._append(place, session, entries)

    @staticmethod
    def _prepare(body: bytes, redactor: Redactor):
        session, folder, entries = parse_batch(body)
        return session, folder, [redact_entry(entry, redactor) for entry in entries]

    async def _place(self, folder: str) -> Place:
        manager = self._manager
        if is_local(manager):
            path = await self.run(resolve, manager, folder)
            log = None if path in self._places else self._local(path)
        else:
            path = check_name(folder)
            log = Segments(manager, path, self._size, self._count)
        place = self._places.setdefault(path, Place(folder, log)) if log else self._places[path]
        self._places.move_to_end(path)
        for old in list(self._places):
            if len(self._places) <= MOST_FOLDERS:
                break
            if not self._places[old].turn.locked() and old != path:
                del self._places[old]
        return place

    def _local(self, path: str) -> LogFolder:
        return LogFolder(path, self._manager.root_dir, self._size, self._count)

    async def _append(self, place: Place, session: str, entries: list[dict]) -> int:
        if isinstance(place.log, LogFolder):
            return await self.run(place.log.append, session, entries)
        return await place.log.append(session, entries)

    async def _last_seq(self, place: Place, session: str) -> int:
        if isinstance(place.log, LogFolder):
            return await self.run(place.log.last_seq, session)
        return await place.log.last_seq(session)

    async def _opened(self, place: Place) -> None:
        place.open = True
        local = [p.name for p in self._open_places() if isinstance(p.log, LogFolder)]
        await self.run(self._ledger.opened, local)

    def _open_places(self) -> list[Place]:
        return [place for place in self._places.values() if place.open]

    async def note_unclean_ends(self) -> int:
        """Log the unclean ends of earlier servers, in their folders. Returns their number."""
        records = await self.run(self._ledger.unclean)
        for record in records:
            for folder in record["folders"][:MOST_FOLDERS]:
                with contextlib.suppress(Refusal, OSError):
                    await self._note(folder, record)
        return len(records)

    async def _note(self, folder: str, record: dict) -> None:
        place = await self._place(folder)
        if not isinstance(place.log, LogFolder):
            return
        if not os.path.exists(os.path.join(place.log.folder, "xes-diagnostics", ALL)):
            return  # deleted since: not created again
        async with place.turn:
            lines = [self._lines.unclean(record)]
            if not place.open:
                lines.insert(0, self._lines.start())
                lines.sort(key=lambda line: line["seq"])
            await self._append(place, self._lines.session, lines)
            await self._opened(place)

    def end_now(self, reason: str) -> None:
        """Write the last entry of all open logs, synchronously: for signals and the end of Python.

        Folders of a contents manager without local files are skipped: they need the event loop. Logging
        may continue afterwards, with a new first entry.
        """
        for place in self._open_places():
            if isinstance(place.log, LogFolder):
                place.open = False
                with contextlib.suppress(Refusal, OSError):
                    place.log.append(self._lines.session, [self._lines.end(reason)], PATIENCE)
        self._ledger.closed()

    async def stop(self, reason: str) -> None:
        """Wait for writes under way, write the last entries, accept no more."""
        self._closing = True
        await asyncio.gather(*(self._end(place, reason) for place in self._open_places()))
        await self.run(self._ledger.closed)
        self._pool.shutdown(wait=False)

    async def _end(self, place: Place, reason: str) -> None:
        with contextlib.suppress(Refusal, OSError, asyncio.TimeoutError):
            await asyncio.wait_for(self._last_line(place, reason), 2 * PATIENCE)

    async def _last_line(self, place: Place, reason: str) -> None:
        async with place.turn:
            place.open = False
            await self._append(place, self._lines.session, [self._lines.end(reason)])
