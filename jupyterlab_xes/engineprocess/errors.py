"""What the engine refuses, as a Python exception."""


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


def error_of(answer):
    """The exception of an error as the engine answers it."""
    return XESError(
        answer.get("code", "internal/error"),
        answer.get("message", "The engine does not say why."),
        answer.get("details"),
        answer.get("listing"),
    )
