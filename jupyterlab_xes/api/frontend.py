"""Communication with the page that runs this cell, by a comm."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from ..engineprocess.errors import XESError
from .pagecomm import page_comm

TARGET = "jupyterlab-xes"
#: an existing page answers within this time, s
PATIENCE = 3.0
#: most pages per kernel
_MOST_PAGES = 8

_NO_FRONT_END = (
    "No JupyterLab with this extension runs this cell, so there is no viewer to speak to. "
    "Everything else works here: xes.open, the steps, xes.Analysis and figures."
)


def missing(message: str = _NO_FRONT_END) -> Exception:
    """The error if no viewer can be reached."""
    return XESError("viewer/missing", message)


def kernel_here() -> Any:
    """The kernel that runs this code for a front end. Raises `viewer/missing` at once if there is none."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        raise missing() from None
    kernel = getattr(get_ipython(), "kernel", None)
    # nbconvert and papermill disallow input, as nobody is at the front end
    if kernel is None or not getattr(kernel, "_allow_stdin", True):
        raise missing()
    return kernel


def session_of(kernel: Any) -> str:
    """The session of the page that runs the cell."""
    header = (kernel.get_parent() or {}).get("header") or {}
    return str(header.get("session") or "")


def started_in() -> str:
    """The folder the kernel started in, by default its notebook's."""
    try:
        from IPython.core.getipython import get_ipython

        started = getattr(get_ipython(), "starting_dir", None)
    except ImportError:
        started = None
    name = os.environ.get("JPY_SESSION_NAME", "")
    return os.path.dirname(name) if os.path.isabs(name) else started or os.getcwd()


def has_subshells(kernel: Any) -> bool:
    """Whether answers of the page arrive while a cell runs."""
    return bool(getattr(kernel, "_supports_kernel_subshells", False))


class Link:
    """A comm to one page. Its messages arrive in another thread, or after the cell."""

    def __init__(self, kernel: Any) -> None:
        self.session = session_of(kernel)
        self.state: Any = None
        #: the newest request that the pushed state includes
        self.state_after = 0
        self.hello: dict[str, Any] | None = None
        self.is_closed = False
        self._opened = time.monotonic()
        self.failed: list[Exception] = []
        self._lock = threading.Condition()
        self._answers: dict[int, Any] = {}
        self._parts: dict[int, list[bytes]] = {}
        self._forgotten: set[int] = set()
        self._last = 0
        started = started_in().replace(os.sep, "/").rstrip("/")
        self._comm = page_comm(kernel, TARGET, {"session": self.session, "started": started})
        self._comm.on_msg(self._take)
        self._comm.on_close(lambda _message: self._end())

    @property
    def is_old(self) -> bool:
        """Whether an existing page would have answered by now."""
        return time.monotonic() - self._opened > PATIENCE

    @property
    def is_prompt(self) -> bool:
        """Whether answers arrive while a cell runs."""
        return bool(self.hello and self.hello.get("prompt"))

    @property
    def is_current(self) -> bool:
        """Whether the last pushed state includes the newest request."""
        return self.state is not None and self.state_after >= self._last

    def send(self, op: str, args: dict[str, Any], keep: bool = True) -> int:
        """Send a request. `keep`: store the answer for `wait` or `take`."""
        with self._lock:
            self._last += 1
            request = self._last
            if not keep:
                self._forgotten.add(request)
        self._comm.send({"id": request, "op": op, "args": args})
        return request

    def wait(self, request: int, timeout: float, what: str) -> Any:
        """Wait for the answer to a request. Raises the page's error, or `viewer/timeout`."""
        if not self._until(lambda: request in self._answers, timeout):
            with self._lock:
                self._forgotten.add(request)
            raise XESError(
                "viewer/timeout",
                f"The viewer did not answer within {timeout:g} s ({what}). It may still be at it: "
                "look at the page, or call this again with a longer timeout=.",
            )
        with self._lock:
            answer = self._answers.pop(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def take(self, request: int) -> Any:
        """The answer to a request if it has arrived, else None. Raises the page's error."""
        return self.wait(request, 0, "") if request in self._answers else None

    def greeted(self, timeout: float) -> bool:
        """Whether the page has announced itself."""
        return self._until(lambda: self.hello is not None, timeout)

    def close(self) -> None:
        """Close the comm."""
        if not self.is_closed:
            self.is_closed = True
            try:
                self._comm.close()
            except Exception:  # the kernel is ending
                pass

    def _until(self, is_so: Callable[[], bool], timeout: float) -> bool:
        end = time.monotonic() + timeout
        with self._lock:
            while not is_so():
                if self.is_closed:
                    raise missing(
                        "The page let go of this viewer: it was closed, loaded anew, or has no jupyterlab-xes. "
                        "Call this again in a cell of a page that has it."
                    )
                left = end - time.monotonic()
                if left <= 0:
                    return False
                # in slices, so that interrupts are handled
                self._lock.wait(min(left, 0.05))
        return True

    def _end(self) -> None:
        with self._lock:
            self.is_closed = True
            self._lock.notify_all()

    def _take(self, message: dict[str, Any]) -> None:
        data = message["content"]["data"]
        with self._lock:
            if "hello" in data:
                self.hello = data
            elif "state" in data:
                self.state, self.state_after = data["state"], data.get("at", 0)
            elif "part" in data:
                part = b"".join(bytes(one) for one in message.get("buffers") or [])
                self._parts.setdefault(data["id"], []).append(part)
            elif "id" in data:
                self._answered(data)
            self._lock.notify_all()

    def _answered(self, data: dict[str, Any]) -> None:
        request = data["id"]
        parts = self._parts.pop(request, [])
        error = data.get("error")
        answer: Any
        if error:
            answer = XESError(error["code"], error["message"])
        else:
            answer = with_arrays(data.get("ok"), b"".join(parts))
        if request not in self._forgotten:
            self._answers[request] = answer
            return
        self._forgotten.discard(request)
        if isinstance(answer, Exception):
            self.failed.append(answer)


_lock = threading.Lock()
_links: list[Link] = []


def link_here() -> Link:
    """
    The link to the page that runs this cell: one a page, so that a kernel has one hand on its viewers.
    Raises `viewer/missing` where there is no such page.
    """
    kernel = kernel_here()
    with _lock:
        link = next((one for one in _links if one.session == session_of(kernel)), None)
        if link is None or link.is_closed or (link.hello is None and link.is_old):
            if link is not None:
                link.close()
                _links.remove(link)
            link = Link(kernel)
            _links.append(link)
            # a page that was reloaded does not announce its end
            for gone in _links[:-_MOST_PAGES]:
                gone.close()
            del _links[:-_MOST_PAGES]
    # without subshells, a page announces itself after the cell
    if has_subshells(kernel) and not link.greeted(PATIENCE):
        raise missing()
    return link


def with_arrays(value: Any, payload: bytes) -> Any:
    """A value with its arrays: numpy arrays if numpy is installed, else lists."""
    if isinstance(value, dict):
        place = value.get("$array")
        if place is not None and len(value) == 1:
            return _array(payload, *place)
        return {name: with_arrays(one, payload) for name, one in value.items()}
    if isinstance(value, list):
        return [with_arrays(one, payload) for one in value]
    return value


def _array(payload: bytes, start: int, length: int) -> Any:
    data = payload[start : start + 8 * length]
    try:
        import numpy as np
    except ImportError:
        import struct

        return list(struct.unpack(f"<{length}d", data))
    return np.frombuffer(data, dtype="<f8").copy()
