"""`call`: a request to the engine of this Python process, started on first use and restarted after a crash."""

import atexit
import os
import platform
import queue
import threading
import time

from . import launch
from .errors import XESError
from .process import Ended, Process
from .protocol import PROTOCOL

#: Longest single wait (s): on every system, an interrupt is noticed between two waits.
_SLICE = 0.05

_lock = threading.Lock()
_process = None


def call(op, /, *, progress=None, tables=None, **values):
    """Send a request and return the answer; arrays are numpy arrays.

    Parameters
    ----------
    op : str
        The operation.
    progress : callable, optional
        Called in this thread with `{"done", "total", "what"}` as the work proceeds.
    tables : dict, optional
        Spectra that the request names by the SHA-256 of their numbers, each with `columns`, `axis` and `label`; they
        are sent if the engine does not hold them.
    **values
        The fields of the request.

    Raises
    ------
    XESError
        With the code and the sentence of the engine; `engine/ended` if it ended twice while it worked on this.
    KeyboardInterrupt
        After the engine was asked to stop the work; later calls work as usual.
    """
    is_sent = False
    retries = 1
    while True:
        try:
            return _request(engine(), op, values, progress)
        except Ended as reason:
            why = XESError("engine/ended", str(reason))
        except XESError as error:
            if error.code == "table/unknown" and tables and not is_sent:
                is_sent = True
                _send_tables(error, tables)
                continue
            if error.code != "engine/ended":
                raise
            why = error
        if not retries:
            raise why
        retries -= 1
        is_sent = False  # a new engine holds none of them


def engine():
    """The engine's process of this Python process. Raises `engine/unavailable` or `engine/version`."""
    global _process
    if _process is not None and _process.pid != os.getpid():
        _after_fork()  # a fork that Python did not notice
    with _lock:
        if _process is None or not _process.is_alive:
            _process = _started()
        return _process


def close():
    """End the engine; the next call starts a new one."""
    global _process
    process, _process = _process, None
    if process is not None:
        process.close()


def _started():
    process = Process()
    try:
        process.start()
        hello = {"protocol": PROTOCOL, "python": platform.python_version()}
        process.about = _request(process, "hello", hello, within=launch.PATIENCE)
        launch.require_version(process.about["version"])
        return process
    except (Ended, _Late) as reason:
        process.close()
        raise launch.not_started(str(reason), process.noise.text) from None
    except BaseException:
        process.close()
        raise


class _Late(Exception):
    """There is no answer yet."""


def _request(process, op, values, progress=None, within=None):
    end = None if within is None else time.monotonic() + within
    pending = process.pending()
    extra = {"progress": True} if progress else {}
    is_answered = False
    try:
        process.send(pending, op, {**values, **extra})
        while True:
            try:
                kind, value = pending.inbox.get(timeout=_SLICE)
            except queue.Empty:
                if process.pid != os.getpid():
                    raise Ended("This process was forked while it waited.") from None
                if end is not None and time.monotonic() > end:
                    raise _Late(f"It did not answer within {within:g} s.") from None
                continue
            if kind == "progress":
                progress(value)
                continue
            is_answered = True
            if kind == "error":
                raise value
            return value
    finally:
        if not is_answered:
            process.cancel(pending.number)


def _send_tables(error, tables):
    for digest in (error.details or {}).get("unknown", []):
        if digest not in tables:
            raise error
        call("table", sha256=digest, **tables[digest])


def _after_fork():
    """A child process starts its own engine on first use."""
    global _lock, _process
    _lock = threading.Lock()
    process, _process = _process, None
    if process is not None:
        process.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
atexit.register(close)
