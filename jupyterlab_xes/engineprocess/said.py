"""What a process says beside its answers: the last of it, for the message of a crash."""

import threading

#: Bytes that are kept.
_KEPT = 64 * 1024

#: Signs of it that stand in a message.
_SHOWN = 300


class Tail:
    """The last of some output: as much as may come, it takes no more room than this."""

    def __init__(self):
        self._lock = threading.Lock()
        self._bytes = bytearray()

    def add(self, data):
        """What came."""
        with self._lock:
            self._bytes += data
            if len(self._bytes) > 2 * _KEPT:
                del self._bytes[:-_KEPT]

    @property
    def text(self):
        """The last of it, as text."""
        with self._lock:
            return bytes(self._bytes[-_KEPT:]).decode(errors="replace")


def excerpt(text):
    """The beginning of a text on one line, without control or invisible characters."""
    line = " ".join(text.split())[:_SHOWN]
    return "".join(sign if sign.isprintable() else "·" for sign in line)
