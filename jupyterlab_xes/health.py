"""Figures of the server process, cheap enough to be requested every half minute."""

import contextlib
import os
import shutil
import sys
import threading
import time

try:
    import psutil
except ImportError:  # fall back on the standard library
    psutil = None

from . import __version__

FRESH = 1.0  # seconds for which a measurement is reused, however many pages ask


class Health:
    """Measures this process and the disk of the root folder."""

    def __init__(self, root: str):
        """`root`: a folder on the disk to measure."""
        self._root = root
        self._started = time.monotonic()
        self._process = psutil.Process() if psutil else None
        self._cpu_at = (time.monotonic(), time.process_time())
        self._answer: tuple[float, dict] | None = None
        self._lock = threading.Lock()
        if self._process:
            with contextlib.suppress(psutil.Error):
                self._process.cpu_percent(None)  # the next call measures from here

    def uptime(self) -> float:
        """Seconds since the extension was loaded."""
        return time.monotonic() - self._started

    def measure(self) -> dict:
        """Bytes, seconds; `cpu` in percent of one core since the last measurement.

        Figures that the system does not provide are None. Blocks while the disk does: call it in a
        thread.
        """
        with self._lock:
            now = time.monotonic()
            if self._answer and now - self._answer[0] < FRESH:
                return self._answer[1]
            answer = {
                "version": __version__,
                "pid": os.getpid(),
                "uptime": round(self.uptime(), 3),
                "disk": self._disk(),
                **(self._by_psutil() if self._process else self._by_standard_library()),
            }
            self._answer = (now, answer)
            return answer

    def _disk(self) -> dict:
        try:
            usage = shutil.disk_usage(self._root)
        except OSError:
            return {"free": None, "total": None}
        return {"free": usage.free, "total": usage.total}

    def _by_psutil(self) -> dict:
        process = self._process
        figures = {"rss": None, "cpu": None, "threads": None, "files": None}
        memory = {"available": None, "total": None}
        with contextlib.suppress(psutil.Error, OSError):
            with process.oneshot():
                figures["rss"] = process.memory_info().rss
                figures["cpu"] = process.cpu_percent(None)
                figures["threads"] = process.num_threads()
            count = getattr(process, "num_fds", None) or getattr(process, "num_handles", None)
            figures["files"] = count() if count else None
            virtual = psutil.virtual_memory()
            memory = {"available": virtual.available, "total": virtual.total}
        return {**figures, "memory": limited(memory, figures["rss"])}

    def _by_standard_library(self) -> dict:
        wall, cpu = time.monotonic(), time.process_time()
        before_wall, before_cpu = self._cpu_at
        self._cpu_at = (wall, cpu)
        rss = resident()
        return {
            "rss": rss,
            "cpu": round(100 * (cpu - before_cpu) / max(wall - before_wall, 1e-6), 1),
            "threads": threading.active_count(),
            "files": open_files(),
            "memory": limited(
                {"available": pages("SC_AVPHYS_PAGES"), "total": pages("SC_PHYS_PAGES")}, rss
            ),
        }


def limited(memory: dict, rss) -> dict:
    """If the hub sets a limit (`MEM_LIMIT`, bytes), that is the total memory.

    The memory used by kernels is unknown here: `available` is then an upper bound.
    """
    try:
        limit = int(os.environ["MEM_LIMIT"])
    except (KeyError, ValueError):
        return memory
    if limit <= 0 or (memory["total"] or limit) < limit:
        return memory
    left = max(0, limit - (rss or 0))
    available = memory["available"]
    return {"available": left if available is None else min(left, available), "total": limit}


def resident() -> int | None:
    """Resident bytes of this process, from /proc; None without it."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def open_files() -> int | None:
    """Number of open file descriptors, from /proc; None without it."""
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return None


def pages(name: str) -> int | None:
    """A number of memory pages, in bytes."""
    try:
        return os.sysconf(name) * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def peak_memory() -> int | None:
    """Peak memory of this process, in bytes."""
    try:
        import resource
    except ImportError:  # Windows
        with contextlib.suppress(Exception):
            return psutil.Process().memory_info().peak_wset
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
