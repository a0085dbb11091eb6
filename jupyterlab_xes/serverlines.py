"""The server's own log entries: its start, its end, and the unclean end of the previous server."""

import itertools
import os
import platform
import secrets
from datetime import datetime, timezone

import jupyter_server

from . import __version__
from .health import Health, peak_memory


class ServerLines:
    """Creates the entries of this server's own session."""

    def __init__(self, health: Health):
        """Start a session of the server."""
        self.session = secrets.token_hex(4)
        self._numbers = itertools.count(1)
        self._health = health

    def start(self) -> dict:
        """The first entry in a folder."""
        return self._entry(
            "info",
            f"server extension {__version__} writes here",
            {
                "pid": os.getpid(),
                "version": __version__,
                "jupyterServer": jupyter_server.__version__,
                "python": platform.python_version(),
                "uptime": round(self._health.uptime(), 3),
            },
        )

    def end(self, reason: str) -> dict:
        """The last entry: uptime and peak memory."""
        uptime, peak = self._health.uptime(), peak_memory()
        megabytes = "unknown" if peak is None else f"{peak / 1e6:.0f} MB"
        return self._entry(
            "info",
            f"clean end of the server ({reason}): uptime {uptime:.1f} s, peak memory {megabytes}",
            {
                "clean": True,
                "reason": reason,
                "uptime": round(uptime, 3),
                "peakMemory": peak,
                "pid": os.getpid(),
            },
        )

    def unclean(self, record: dict) -> dict:
        """The previous server was killed, or crashed."""
        return self._entry(
            "warning",
            "unclean end of the server before this one: it was killed, or it crashed",
            {"clean": False, "previous": record["session"], "started": str(record.get("started"))},
        )

    def _entry(self, level: str, message: str, context: dict) -> dict:
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        return {
            "session": self.session,
            "seq": next(self._numbers),
            "time": now.replace("+00:00", "Z"),
            "level": level,
            "module": "server",
            "message": message,
            "path": "",
            "context": context,
        }
