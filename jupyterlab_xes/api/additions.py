"""Edits of documents: what is added, and by which names."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from ..engineprocess.errors import XESError
from .nodes import Node, ScanNode, TableNode
from .parameters import camel, plain
from .places import name_in, place_of
from .recipe import in_no_file
from .stepnames import STEP_NAMES


def addition(node: Node, ids: Mapping[str, str], relative: Callable[[str], str]) -> dict[str, Any]:
    """The edit that adds a node. @param ids those of what it is made of, by the keys of nodes"""
    if isinstance(node, TableNode):
        raise in_no_file()
    label = {} if node.label is None else {"label": node.label}
    if isinstance(node, ScanNode):
        more = {"entry": node.entry, "columns": node.columns}
        given = {name: one for name, one in more.items() if one is not None}
        scan = {"path": relative(node.path), **given, **label}
        return {"name": "add-scans", "paths": [scan]}
    return {
        "name": "add-step",
        "step": node.step,
        "from": [one.ref(ids) for one in node.inputs],
        "parameters": dict(node.parameters),
        **label,
    }


def step_name(step: str | Callable[..., Any]) -> str:
    """The name of a step as documents have it, of a name or a function."""
    name = step if isinstance(step, str) else getattr(step, "__name__", "")
    if name in STEP_NAMES.values():
        return name
    if name not in STEP_NAMES:
        known = ", ".join(STEP_NAMES)
        raise XESError("step/unknown", f'There is no step "{name}"; there are {known}.')
    return STEP_NAMES[name]


def named_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters by the names that documents have, as JSON."""
    return {camel(name): plain(value, name) for name, value in parameters.items()}


def moved(document: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The document with its paths from another file's folder."""
    if os.path.dirname(old) == os.path.dirname(new) and not os.path.islink(new):
        return document
    scans = [
        {**entry, "path": name_in(new, place_of(entry["path"], old))} for entry in document["scans"]
    ]
    return {**document, "scans": scans}


def quoted(label: str | None) -> str:
    """A label as it stands behind a name."""
    return f"  “{label}”" if label else ""
