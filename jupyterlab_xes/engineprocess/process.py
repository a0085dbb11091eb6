"""A running engine: its process, the threads that read and write, and the pending requests."""

import contextlib
import itertools
import os
import queue
import subprocess
import threading

from .errors import error_of
from .launch import command, creation
from .protocol import HEAD, TAIL, decode, encode, lengths, noise_before, require_end
from .output import Tail, excerpt

#: Most bytes of other output between two answers; after more, the engine counts as broken.
_MOST_NOISE = 1024 * 1024

#: Longest wait for the last output of an ended process (s).
_LAST_OUTPUT = 0.5

_PIPE = 1024 * 1024


class Ended(Exception):
    """The process ended before it answered."""


class Pending:
    """A request without an answer yet."""

    def __init__(self, number):
        self.number = number
        #: Any number of `("progress", …)`, then `("ok", value)` or `("error", exception)`.
        self.inbox = queue.SimpleQueue()


class Process:
    """A process of the engine. Any thread may send requests; one thread reads the answers, another writes."""

    def __init__(self):
        self.pid = os.getpid()
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting = {}
        self._errors = Tail()
        #: Standard output other than answers.
        self.noise = Tail()
        self._trouble = ""
        self._outbox = queue.SimpleQueue()
        self._process = None

    def start(self):
        """Start the process and the threads; on an interrupt, the caller must call `close`."""
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
        """Whether the process may still answer."""
        return not self._is_over and self._process is not None and self._process.poll() is None

    @property
    def process_id(self):
        """Id of the Node process."""
        return self._process.pid

    def pending(self):
        """A new request, to be sent."""
        return Pending(next(self._ids))

    def send(self, pending, op, values):
        """Send a request; progress and answer are put into its inbox. Raises `Ended`."""
        pieces = encode({**values, "id": pending.number, "op": op})
        with self._lock:
            if self._is_over:
                raise Ended(self.why())
            self._waiting[pending.number] = pending
        self._outbox.put(pieces)

    def cancel(self, number):
        """Cancel a request: it is answered by `cli/interrupted`, or by its result if that was ready."""
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
        """In a forked child: release the parent's process without affecting it."""
        self._is_over = True
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.returncode = 0  # not a child of this process: must not be waited for

    def why(self):
        """A sentence about the end of the process, with its last line of output."""
        code = self._process.poll()
        last = excerpt(self._errors.text.strip().rpartition("\n")[2])
        sentences = [f"The engine ended{'' if code is None else f' (exit {code})'}{last and f': {last}'}."]
        if self._trouble:
            sentences.append(f"Its standard output contained {self._trouble}.")
        return " ".join(sentences)

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
        """The beginning of the next answer; other output before it is skipped."""
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
            pass  # the reading thread notices the end
        finally:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _listen(self):
        with contextlib.suppress(OSError, ValueError):
            while data := self._process.stderr.read(_PIPE // 16):
                self._errors.add(data)
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
        self._listener.join(_LAST_OUTPUT)
        for pending in waiting.values():
            pending.inbox.put(("error", Ended(self.why())))

    _is_over = False


def _widen(*pipes):
    """Enlarge pipes to a megabyte, so that an array needs few switches between the processes."""
    try:
        import fcntl

        for pipe in pipes:
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    except (ImportError, AttributeError):
        pass  # not Linux


