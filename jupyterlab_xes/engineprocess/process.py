"""A running engine: its process, the threads that read from it and write to it, and the answers by their ids."""

import contextlib
import itertools
import os
import queue
import subprocess
import threading

from .errors import error_of
from .launch import command, creation
from .protocol import HEAD, TAIL, decode, encode, lengths, noise_before, require_end
from .said import Tail, excerpt

#: Bytes that something else may write between two answers: with more of them no answer is waited for.
_MOST_NOISE = 1024 * 1024

#: How long the last words of an ended process may take to come (s).
_LAST_WORDS = 0.5

_PIPE = 1024 * 1024


class Ended(Exception):
    """The process ended before it answered."""


class Pending:
    """A request that is not answered yet."""

    def __init__(self, number):
        self.number = number
        #: `("progress", …)` as often as there is any, then `("ok", value)` or `("error", exception)`.
        self.inbox = queue.SimpleQueue()


class Process:
    """One process of the engine. Any thread may ask; a thread of its own reads the answers, another writes."""

    def __init__(self):
        self.pid = os.getpid()
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting = {}
        self._complaints = Tail()
        #: What was read on standard output that is no answer.
        self.noise = Tail()
        self._trouble = ""
        self._outbox = queue.SimpleQueue()
        self._process = None

    def start(self):
        """Start the process and the threads; whoever calls this closes it where that is interrupted."""
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            **creation(),
        )
        _widen(self._process.stdin, self._process.stdout)
        self._listener, *others = (
            threading.Thread(target=target, name="jupyterlab-xes", daemon=True)
            for target in (self._listen, self._read, self._write)
        )
        for thread in (self._listener, *others):
            thread.start()

    @property
    def is_alive(self):
        """Whether it may still answer."""
        return not self._is_over and self._process is not None and self._process.poll() is None

    @property
    def process_id(self):
        """Of the Node process."""
        return self._process.pid

    def pending(self):
        """A request that is to be sent."""
        return Pending(next(self._ids))

    def send(self, pending, op, values):
        """Send a request: what comes of it is put into its inbox. Raises `Ended`."""
        pieces = encode({**values, "id": pending.number, "op": op})
        with self._lock:
            if self._is_over:
                raise Ended(self.why())
            self._waiting[pending.number] = pending
        self._outbox.put(pieces)

    def cancel(self, number):
        """Ask for the end of a request: its answer comes, as `cli/interrupted` or as it was already made."""
        self._outbox.put(encode({"op": "cancel", "of": number}))

    def close(self, timeout=1):
        """End the process."""
        self._outbox.put(None)
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def abandon(self):
        """In a forked child: let go of the parent's process without touching it."""
        self._is_over = True
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.returncode = 0  # it is no child of this process, and must not be waited for

    def why(self):
        """A sentence about its end, with the last that it said."""
        code = self._process.poll()
        last = excerpt(self._complaints.text.strip().rpartition("\n")[2])
        words = [f"The engine ended{'' if code is None else f' (exit {code})'}{last and f': {last}'}."]
        if self._trouble:
            words.append(f"On its standard output stood {self._trouble}.")
        return " ".join(words)

    def _read(self):
        try:
            while True:
                header, payload = lengths(self._begin())
                frame = self._exactly(header), self._exactly(payload)
                require_end(self._exactly(TAIL))
                self._deliver(decode(*frame))
        except (EOFError, OSError):
            pass
        except (ValueError, MemoryError) as error:
            self._trouble = excerpt(str(error))
        finally:
            self._over()

    def _begin(self):
        """The beginning of the next answer, whatever else was written before it."""
        head = bytearray()
        passed = 0
        while len(head) < HEAD:
            got = self._process.stdout.read(HEAD - len(head))
            if not got:
                raise EOFError
            head += got
            count = noise_before(head)
            passed += count
            if passed > _MOST_NOISE:
                raise ValueError("other output without an end")
            if count:
                self.noise.add(head[:count])
                del head[:count]
        return head

    def _exactly(self, count):
        data = bytearray(count)
        view = memoryview(data)
        done = 0
        while done < count:
            got = self._process.stdout.readinto(view[done:])
            if not got:
                raise EOFError
            done += got
        return data

    def _deliver(self, message):
        number = message["id"]
        if "progress" in message:
            pending = self._waiting.get(number)
            if pending:
                pending.inbox.put(("progress", message["progress"]))
            return
        with self._lock:
            pending = self._waiting.pop(number, None)
        if pending and "error" in message:
            pending.inbox.put(("error", error_of(message["error"])))
        elif pending:
            pending.inbox.put(("ok", message.get("ok")))

    def _write(self):
        try:
            while (pieces := self._outbox.get()) is not None:
                for piece in pieces:
                    view = memoryview(piece)
                    while view:
                        view = view[self._process.stdin.write(view) :]
        except (OSError, ValueError):
            pass  # what reads learns of the end
        finally:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _listen(self):
        with contextlib.suppress(OSError, ValueError):
            while data := self._process.stderr.read(_PIPE // 16):
                self._complaints.add(data)
        self._process.stderr.close()

    def _over(self):
        with self._lock:
            self._is_over = True
            waiting, self._waiting = self._waiting, {}
        self._outbox.put(None)
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.stdout.close()
        self._listener.join(_LAST_WORDS)
        for pending in waiting.values():
            pending.inbox.put(("error", Ended(self.why())))

    _is_over = False


def _widen(*pipes):
    """Pipes that hold a megabyte: an array then needs few turns of both processes."""
    try:
        import fcntl

        for pipe in pipes:
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    except (ImportError, AttributeError):
        pass  # another system than Linux


