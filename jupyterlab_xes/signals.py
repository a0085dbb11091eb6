"""SIGHUP and SIGQUIT: Jupyter handles neither, so closing its terminal would end it uncleanly."""

import contextlib
import os
import signal
import threading

NAMES = ("SIGHUP", "SIGQUIT")


class SignalChain:
    """Runs our clean end, then the previous handler."""

    def __init__(self, end):
        """`end(reason)` is called in the main thread, between two bytecode instructions."""
        self._end = end
        self._previous: dict[int, object] = {}

    def install(self) -> None:
        """Install the handlers of the signals that this system has. Only the main thread can."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in NAMES:
            number = getattr(signal, name, None)
            if number is None:
                continue
            previous = signal.getsignal(number)
            # Ignored (nohup) stays ignored; a handler set outside Python can't be called from here.
            if previous is signal.SIG_IGN or previous is None:
                continue
            self._previous[number] = previous
            signal.signal(number, self._handle)

    def restore(self) -> None:
        """Restore the previous handlers, unless others have chained to ours meanwhile."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number, previous in list(self._previous.items()):
            if signal.getsignal(number) == self._handle:
                signal.signal(number, previous)
                del self._previous[number]

    def _handle(self, number, frame) -> None:
        previous = self._previous.get(number, signal.SIG_DFL)
        with contextlib.suppress(Exception):  # the signal must work even if this fails
            self._end(signal.Signals(number).name)
        if callable(previous):
            previous(number, frame)
        elif previous is signal.SIG_DFL:
            # end by the signal, so that the parent process sees which one it was
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
