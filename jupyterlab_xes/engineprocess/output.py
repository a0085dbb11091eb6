"""Output of the engine's process other than answers: its end is kept for error messages."""

import threading

#: Number of bytes kept.
_KEPT = 64 * 1024

#: Most characters in a message.
_SHOWN = 300


class Tail:
    """The end of an output of any length."""

    def __init__(self):
        self._lock = threading.Lock()
        self._bytes = bytearray()

    def add(self, data):
        """Append output."""
        with self._lock:
            self._bytes += data
            if len(self._bytes) > 2 * _KEPT:
                del self._bytes[:-_KEPT]

    @property
    def text(self):
        """The end of the output, as text."""
        with self._lock:
            return bytes(self._bytes[-_KEPT:]).decode(errors="replace")


def excerpt(text):
    """The beginning of a text on one line, without control or invisible characters."""
    line = " ".join(text.split())[:_SHOWN]
    return "".join(char if char.isprintable() else "·" for char in line)
