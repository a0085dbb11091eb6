"""Paths of scans in documents, if folders are links."""

from __future__ import annotations

import os


def place_of(relative: str, document: str) -> str:
    """
    Where a path of a document leads: from the folder that the document was opened in, as the viewer has it; where nothing
    is there, from the folder that it truly is in, which is another one where a link led to it.
    """
    as_opened = os.path.normpath(os.path.join(os.path.dirname(document), relative))
    if os.path.exists(as_opened):
        return as_opened
    truly = os.path.normpath(os.path.join(os.path.dirname(os.path.realpath(document)), relative))
    return truly if os.path.exists(truly) else as_opened


def relative_path(path: str, base: str) -> str:
    """A path relative to a folder; unchanged if it is on another drive."""
    try:
        return os.path.relpath(path, base).replace(os.sep, "/")
    except ValueError:
        return path


def name_in(document: str, path: str) -> str:
    """
    A path as a document names it: from the folder that it was opened in, where that leads there from the folder that it
    truly is in too; else from that one, so that the document is right by whichever way it is opened.
    """
    own = relative_path(path, os.path.dirname(document))
    true = os.path.dirname(os.path.realpath(document))
    seen = os.path.normpath(os.path.join(true, own))
    if os.path.realpath(seen) == os.path.realpath(path):
        return own
    return relative_path(os.path.realpath(path), true)
