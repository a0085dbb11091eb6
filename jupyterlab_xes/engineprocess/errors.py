"""What the engine refuses, as a Python exception."""

import sys
from types import TracebackType

_PACKAGE = __name__.split(".")[0]


class XESError(Exception):
    """An error that says what to do: `code` for programs, a sentence for people."""

    def __init__(self, code, message, details=None, listing=None):
        super().__init__(code, message, details, listing)
        self.code = code
        self.message = message
        self.details = details
        #: What a file holds, where it is not clear which of its arrays is what.
        self.listing = listing

    def __str__(self):
        return f"{self.message} [{self.code}]"

    def _render_traceback_(self):
        """As notebooks show it: with the lines of who asked, and none of this package. `%debug` and scripts have them all."""
        shell = sys.modules["IPython.core.getipython"].get_ipython()
        shown = XESError(self.code, self.message)
        shown.__suppress_context__ = True
        # the first frame is IPython's own, which runs the cell
        outer = self.__traceback__ and self.__traceback__.tb_next
        return shell.InteractiveTB.structured_traceback(
            XESError, shown, _without_ours(outer), tb_offset=0
        )


def error_of(answer):
    """The exception of an error as the engine answers it."""
    return XESError(
        answer.get("code", "internal/error"),
        answer.get("message", "The engine does not say why."),
        answer.get("details"),
        answer.get("listing"),
    )


def _without_ours(traceback):
    """A traceback with the frames of others alone; the whole where there are none."""
    frames = []
    one = traceback
    while one is not None:
        if one.tb_frame.f_globals.get("__name__", "").split(".")[0] != _PACKAGE:
            frames.append(one)
        one = one.tb_next
    found = None
    for one in reversed(frames):
        found = TracebackType(found, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return found or traceback
