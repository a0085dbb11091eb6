"""Opens scans, results and analyses next to the notebook."""

from __future__ import annotations

import os
from typing import Any

from ..engineprocess.errors import XESError
from .evaluation import evaluate
from .frontend import link_here
from .mime import view_bundle
from .viewer import TIMEOUT, _named


def view(shown: Any, *, timeout: float = TIMEOUT) -> None:
    """
    Open a scan, result or analysis next to the notebook.

    A scan and a saved analysis are opened as files. A result, and an analysis with unsaved changes, are opened in a tab
    without a file, one per notebook: nothing is written until *Save as analysis* is pressed there.

    Parameters
    ----------
    shown : path, Scan, Result, Results or Analysis
        What to open.

    Raises
    ------
    XESError
        `viewer/missing` if the cell is not run by a JupyterLab with this extension.
    """
    link = link_here()
    if link.failed:
        raise link.failed.pop(0)
    file = _file_of(shown)
    if file is not None:
        op, args = "open", {"path": _named(file)}
    else:
        _require_unchanged(shown)
        op, args = "view", {"data": _data_of(shown), "title": _title_of(shown)}
    if link.is_prompt:
        link.wait(link.send(op, args), timeout, op)
    else:
        link.send(op, args, keep=False)


def _file_of(shown: Any) -> str | None:
    """The file that holds all of it, if there is one."""
    if isinstance(shown, (str, os.PathLike)):
        return os.fspath(shown)
    path = getattr(shown, "path", None)
    if path is None:
        return None
    if isinstance(getattr(shown, "document", None), dict):
        return path if not shown.is_changed and os.path.exists(path) else None
    bundle = view_bundle(shown)
    documents = [one["document"] for one in bundle.values()]
    # a chosen channel, entry or columns are not in the file
    is_whole = all(
        set(scan) <= {"id", "path", "label"} and not document["steps"]
        for document in documents
        for scan in document["scans"]
    )
    return path if is_whole and getattr(shown, "selected", None) is None else None


def _require_unchanged(shown: Any) -> None:
    """Refuse a result whose file has changed since (`file/changed`): the viewer would read the new contents."""
    many = getattr(shown, "good", [shown])
    inputs = [one._as_input() for one in many if hasattr(one, "_as_input")]
    if any(one.seen for one in inputs):
        evaluate(inputs, arrays=False)


def _data_of(shown: Any) -> Any:
    bundle = view_bundle(shown)
    if not bundle:
        raise XESError(
            "viewer/path",
            "This can't be opened beside the notebook: it is made of numbers that are in no file. "
            "Save them as CSV, and open that.",
        )
    return next(iter(bundle.values()))


def _title_of(shown: Any) -> str:
    label = getattr(shown, "label", None)
    path = getattr(shown, "path", None)
    return str(label or (path and os.path.basename(path)) or "Result")
