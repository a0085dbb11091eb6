"""Records of servers with open logs, a small file each, so that the next start finds unclean ends.

A record is created with a server's first log line and removed at its clean end. A record whose
server no longer runs means that the server was killed or crashed. It holds no names of users or
machines.
"""

import contextlib
import hashlib
import json
import os
import socket
import time
from datetime import datetime, timezone

try:
    import psutil
except ImportError:
    psutil = None

LONG_AGO = 600.0  # seconds without a log line, for a server on another machine
MOST_RECORDS = 200


def short_hash(text: str) -> str:
    """A hash that distinguishes texts without revealing them."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def process_start(pid: int) -> float | None:
    """Start time of a process, in seconds; None if it does not run or the time is unknown."""
    if psutil is None:
        return None
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def is_running(pid: int, started: float | None) -> bool:
    """Whether this very process still runs: process ids are reused."""
    if psutil is not None:
        now = process_start(pid)
        return now is not None and (started is None or abs(now - started) < 1.0)
    if os.name == "nt":  # signal 0 would end the process on Windows
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class Ledger:
    """The records, in a folder of Jupyter's data directory. Does nothing if that can't be written."""

    def __init__(self, data_dir: str, session: str, root: str):
        """`root`: the server's root folder on disk; records of other roots are left alone."""
        self._folder = os.path.join(data_dir, "jupyterlab-xes", "servers")
        self._path = os.path.join(self._folder, f"{session}.json")
        self._record = {
            "session": session,
            "pid": os.getpid(),
            "processStart": process_start(os.getpid()),
            "host": short_hash(socket.gethostname()),
            "service": short_hash(os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "")),
            "root": short_hash(os.path.realpath(root)),
            "started": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "folders": [],
        }
        self._beat = 0.0

    def opened(self, folders: list[str]) -> None:
        """Record that logs are open in these folders (contents paths)."""
        self._record["folders"] = folders
        with contextlib.suppress(OSError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            part = f"{self._path}.{os.getpid()}.part"
            with open(part, "w", encoding="utf-8") as file:
                json.dump(self._record, file)
            os.replace(part, self._path)

    def beat(self) -> None:
        """Show that this server is alive; at most every 30 s."""
        if time.monotonic() - self._beat > 30:
            self._beat = time.monotonic()
            with contextlib.suppress(OSError):
                os.utime(self._path)

    def closed(self) -> None:
        """Remove the record: a clean end was written to all logs."""
        with contextlib.suppress(OSError):
            os.remove(self._path)

    def unclean(self) -> list[dict]:
        """Remove and return the records of servers of this root that no longer run; each only once."""
        records = []
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(self._folder))[:MOST_RECORDS]:
                path = os.path.join(self._folder, name)
                if path == self._path or not name.endswith(".json"):
                    continue
                with contextlib.suppress(OSError):
                    record = self._read(path)
                    if record and self._is_gone(record, path):
                        os.remove(path)  # only one of two starting servers succeeds
                        records.append(record)
        return records

    def _read(self, path: str) -> dict | None:
        with open(path, encoding="utf-8") as file:
            try:
                record = json.load(file)
                pid, folders = record["pid"], record["folders"]
                str(record["session"]), str(record["host"]), str(record["service"])
            except (ValueError, KeyError, TypeError, RecursionError):
                os.remove(path)
                return None
        valid = isinstance(pid, int) and isinstance(folders, list)
        if not valid or not all(isinstance(folder, str) for folder in folders):
            os.remove(path)
            return None
        return record if record.get("root") == self._record["root"] else None

    def _is_gone(self, record: dict, path: str) -> bool:
        if record["host"] == self._record["host"]:
            return not is_running(record["pid"], record.get("processStart"))
        on_hub = bool(os.environ.get("JUPYTERHUB_SERVICE_PREFIX"))
        if on_hub and record["service"] == self._record["service"]:
            return True  # the hub runs one server at a time under a name, each in a new container
        return time.time() - os.stat(path).st_mtime > LONG_AGO
