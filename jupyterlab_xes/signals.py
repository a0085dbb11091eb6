"""SIGHUP and SIGQUIT: Jupyter takes neither, so that a closed terminal would end it unclean."""

import contextlib
import os
import signal
import threading

NAMES = ("SIGHUP", "SIGQUIT")


class SignalChain:
    """Runs our clean end, then does what would have been done without us."""

    def __init__(self, end):
        """`end(reason)` is called in the main thread, between two steps of Python."""
        self._end = end
        self._previous: dict[int, object] = {}

    def install(self) -> None:
        """Take the signals that this system has. Only the main thread can."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in NAMES:
            number = getattr(signal, name, None)
            if number is None:
                continue
            previous = signal.getsignal(number)
            # Ignored (nohup) stays ignored; one set outside Python can't be called from here.
            if previous is signal.SIG_IGN or previous is None:
                continue
            self._previous[number] = previous
            signal.signal(number, self._handle)

    def restore(self) -> None:
        """Give the signals back, unless someone has chained on to us meanwhile."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number, previous in list(self._previous.items()):
            if signal.getsignal(number) == self._handle:
                signal.signal(number, previous)
                del self._previous[number]

    def _handle(self, number, frame) -> None:
        previous = self._previous.get(number, signal.SIG_DFL)
        with contextlib.suppress(Exception):  # whatever fails here, the signal must work
            self._end(signal.Signals(number).name)
        if callable(previous):
            previous(number, frame)
        elif previous is signal.SIG_DFL:
            # ended by the signal, so that the parent sees which one it was
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
