"""Edits that add nodes and steps to documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..engineprocess.errors import XESError
from .nodes import Node, ScanNode, TableNode
from .overscans import compares
from .parameters import camel, fitted
from .places import name_in, place_of
from .recipe import in_no_file
from .stepnames import FURTHER, STEP_NAMES


def addition(
    node: Node, ids: Mapping[str, str], relative: Callable[[str], str], is_reference: bool
) -> dict[str, Any]:
    """The edit that adds a node. @param ids ids of its inputs, by the keys of nodes"""
    if isinstance(node, TableNode):
        raise in_no_file()
    label = {} if node.label is None else {"label": node.label}
    if isinstance(node, ScanNode):
        # a reference is not one of the samples
        role = "reference" if is_reference else None
        more = {"entry": node.entry, "columns": node.columns, "role": role}
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
    """The name of a step in documents, from a name or a function."""
    name = step if isinstance(step, str) else getattr(step, "__name__", "")
    if name in STEP_NAMES.values():
        return name
    if name not in STEP_NAMES:
        known = ", ".join(STEP_NAMES)
        raise XESError("step/unknown", f'There is no step "{name}"; there are {known}.')
    return STEP_NAMES[name]


# returns a document's reference to an argument; the flag says whether it is a reference for comparison
Source = Callable[[Any, bool], Any]


@dataclass(frozen=True)
class Given:
    """Arguments of a step, converted like those of its function."""

    #: parameters by their names in documents, as JSON
    parameters: dict[str, Any]
    #: the further input passed as an argument such as `join`, if any
    inputs: list[Any]
    #: parameters given as None, which are reset to their defaults
    left: tuple[str, ...]


def given_to(step: str, arguments: Mapping[str, Any]) -> Given:
    """
    Arguments of a step, by the name that documents have of it: `exclude=(lo, hi)` is a list of one range, and the input
    that `join=scan` asks for comes apart from the flag that documents have.
    """
    others = dict(arguments)
    name, value = FURTHER.get(step, ("", None))
    argument = name if value is True else str(value)
    asked: dict[str, Any] = {}
    further = others.pop(argument, None)
    if isinstance(further, bool):
        # as in documents: the further input is the last one
        asked, further = {name: value if further or value is not True else False}, None
    elif further is not None:
        asked = {name: value}
    left = tuple(camel(one) for one, meant in others.items() if meant is None)
    return Given({**fitted(step, others), **asked}, [] if further is None else [further], left)


def added_step(
    step: str | Callable[..., Any],
    from_: Any,
    arguments: Mapping[str, Any],
    source: Source,
) -> dict[str, Any]:
    """A new step with its inputs and parameters."""
    name = step_name(step)
    given = given_to(name, arguments)
    sources = [source(one, False) for one in several(from_)]
    sources += [source(one, True) for one in given.inputs]
    return {"step": name, "from": sources, "parameters": given.parameters}


def changed_step(
    entry: Mapping[str, Any], arguments: Mapping[str, Any], source: Source
) -> dict[str, Any]:
    """The changed parameters of a step, and its inputs if they have changed."""
    step, before = entry["step"], entry["parameters"]
    given = given_to(step, arguments)
    edit: dict[str, Any] = {"parameters": {**dict.fromkeys(given.left), **given.parameters}}
    if given.inputs:
        others = entry["from"][:-1] if compares(step, before) else entry["from"]
        edit["from"] = [*others, *(source(one, True) for one in given.inputs)]
    return edit


def several(given: Any) -> list[Any]:
    """The inputs of a step as a list."""
    many = isinstance(given, Iterable) and not isinstance(given, (str, Mapping))
    # frames, arrays and inputs of this package count as one
    return list(given) if many and not hasattr(given, "_as_input") and not hasattr(given, "dtypes") else [given]


def moved(document: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The document with its paths relative to another file's folder."""
    if os.path.dirname(old) == os.path.dirname(new) and not os.path.islink(new):
        return document
    scans = [
        {**entry, "path": name_in(new, place_of(entry["path"], old))} for entry in document["scans"]
    ]
    return {**document, "scans": scans}


def quoted(label: str | None) -> str:
    """A quoted label, to follow a name."""
    return f"  “{label}”" if label else ""
