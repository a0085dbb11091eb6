"""The data for the live viewer in a cell's output: the document of a scan, result or analysis."""

from __future__ import annotations

import os
from typing import Any

from .frontend import started_in
from .recipe import Recipe

MIME = "application/vnd.jupyterlab-xes.view+json"


def view_bundle(shown: Any) -> dict[str, Any]:
    """The part of a mime bundle that the extension shows as a viewer; empty for data that are in no file."""
    document = document_of(shown)
    if document is None:
        return {}
    view = document.get("view") or {}
    shown_ = list(view.get("shown") or [])
    return {MIME: {"version": 1, "document": document, "shown": shown_, "stamps": _stamps(document)}}


def _stamps(document: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Present size and time (ms) of each scan's file, to detect later changes."""
    started = started_in()
    found = {}
    for scan in document["scans"]:
        try:
            one = os.stat(os.path.join(started, scan["path"]))
        except OSError:
            continue
        found[scan["id"]] = {"size": one.st_size, "modified": one.st_mtime_ns // 1_000_000}
    return found


def document_of(shown: Any) -> dict[str, Any] | None:
    """The document, with paths relative to the notebook's folder; None if a scan has no such path."""
    document, base = _document_of(shown)
    if document is None:
        return None
    started = started_in()
    scans = []
    for scan in document["scans"]:
        if scan["path"].startswith("table:"):
            return None
        try:
            path = os.path.relpath(os.path.join(base, scan["path"]), started)
        except ValueError:  # on another drive
            return None
        scans.append({**scan, "path": path.replace(os.sep, "/")})
    return {**document, "scans": scans}


def _document_of(shown: Any) -> tuple[dict[str, Any] | None, str]:
    document = getattr(shown, "document", None)
    if isinstance(document, dict):  # an analysis
        return document, os.path.dirname(os.path.abspath(shown.path))
    recipe = getattr(shown, "recipe", None)
    if isinstance(recipe, dict):
        return recipe, ""
    return _recipe_of(shown), ""


def _recipe_of(shown: Any) -> dict[str, Any] | None:
    """The recipe of a scan, or of several results."""
    one_input = getattr(shown, "_as_input", None)
    inputs = [one_input()] if one_input else [one._as_input() for one in _good(shown)]
    if not inputs:
        return None
    recipe = Recipe(inputs)
    view = {"shown": [recipe.ref(one) for one in inputs], "selected": [], "active": None}
    return {"type": "xes-analysis", "version": 3, **recipe.as_json(), "view": view}


def _good(shown: Any) -> list[Any]:
    return [one for one in getattr(shown, "good", []) if hasattr(one, "_as_input")]
