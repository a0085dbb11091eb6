"""Refused requests: an HTTP status, a code for programs and a sentence for users."""

import errno
import os


class Refusal(Exception):
    """A request that the server refuses; nothing was written."""

    def __init__(self, status, code, message):
        """Store the HTTP status, a code such as `folder/missing`, and a sentence."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


FULL = Refusal(507, "disk/full", "The disk or the quota is full: free some space.")
READ_ONLY = Refusal(409, "folder/read-only", "This folder can't be written by the server.")
MISSING = Refusal(409, "folder/missing", "This folder does not exist on the server.")
NOT_A_FOLDER = Refusal(409, "folder/not-a-folder", "There is a file where a folder is needed.")
OUTSIDE = Refusal(403, "folder/outside", "Logs are written inside the server's root folder only.")
HIDDEN = Refusal(403, "folder/hidden", "Logs are not written into hidden folders.")

BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ENOENT: MISSING,
    errno.ENOTDIR: NOT_A_FOLDER,
    errno.EEXIST: NOT_A_FOLDER,
    errno.EISDIR: NOT_A_FOLDER,
    errno.ELOOP: OUTSIDE,
}


def refusal_of(error: OSError) -> Refusal:
    """The refusal for a failed file operation. Names no path of the machine."""
    known = BY_ERRNO.get(error.errno)
    if known is not None:
        return Refusal(known.status, known.code, known.message)
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return Refusal(409, "file/error", f"The log could not be written: {reason}.")
