"""Errors of the engine as a Python exception."""

import sys
from types import TracebackType

_PACKAGE = __name__.split(".")[0]


class XESError(Exception):
    """An error that says what to do: a `code` for programs, a sentence for users."""

    def __init__(self, code, message, details=None, listing=None):
        super().__init__(code, message, details, listing)
        self.code = code
        self.message = message
        self.details = details
        #: The arrays of a file, if their meaning is unclear.
        self.listing = listing

    def __str__(self):
        return f"{self.message} [{self.code}]"

    def _render_traceback_(self):
        """The traceback in notebooks, without the frames of this package. `%debug` and scripts have all frames."""
        shell = sys.modules["IPython.core.getipython"].get_ipython()
        shown = XESError(self.code, self.message)
        shown.__suppress_context__ = True
        # the first frame is IPython's, which runs the cell
        outer = self.__traceback__ and self.__traceback__.tb_next
        return shell.InteractiveTB.structured_traceback(
            XESError, shown, _without_ours(outer), tb_offset=0
        )


def error_of(answer):
    """The exception for an error in an answer of the engine."""
    return XESError(
        answer.get("code", "internal/error"),
        answer.get("message", "The engine does not say why."),
        answer.get("details"),
        answer.get("listing"),
    )


def _without_ours(traceback):
    """A traceback without the frames of this package; the whole traceback if no others are left."""
    frames = []
    entry = traceback
    while entry is not None:
        if entry.tb_frame.f_globals.get("__name__", "").split(".")[0] != _PACKAGE:
            frames.append(entry)
        entry = entry.tb_next
    shortened = None
    for entry in reversed(frames):
        shortened = TracebackType(shortened, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return shortened or traceback
