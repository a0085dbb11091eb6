"""Nodes as the scans and steps of a document, each with an id."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from ..engineprocess.errors import XESError
from .nodes import Input, Node, ScanNode, StepNode
from .places import relative_path
from .tabledata import TableData

_SOUND = re.compile(r"[A-Za-z0-9][\w.-]{0,63}", re.ASCII)


class Recipe:
    """The nodes that some results depend on, inputs before the steps that use them."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        self.scans: list[dict[str, Any]] = []
        self.steps: list[dict[str, Any]] = []
        self.ids: dict[str, str] = {}
        self.tables: dict[str, TableData] = {}
        #: Digests of scans, by id, as the results have read them.
        self.seen: dict[str, str] = {}
        self._unnamed = 0
        self._taken: set[str] = {"scans"}
        inputs = list(inputs)
        nodes = ordered(inputs)
        # ids of a document first, so that new ids do not take them
        for node in sorted(nodes, key=lambda node: node.hint is None):
            self.ids[node.key] = self._id_for(node)
        for node in nodes:
            self._add(node)
            self._see(node.inputs if isinstance(node, StepNode) else ())
        self._see(inputs)

    def _see(self, inputs: Iterable[Input]) -> None:
        for key, digest in ((key, one) for each in inputs for key, one in each.seen.items()):
            name = self.ids.get(key)
            if name is not None and self.seen.setdefault(name, digest) != digest:
                path = next(one["path"] for one in self.scans if one["id"] == name)
                raise XESError(
                    "file/changed",
                    f"{path} was changed between two of the results that this is made of: open it again, and do the "
                    "steps again that are older than that.",
                )

    def ref(self, one: Input) -> dict[str, Any]:
        """A reference to an input in this recipe."""
        return one.ref(self.ids)

    @property
    def nodes(self) -> dict[str, str]:
        """Keys of nodes, by id."""
        return {name: key for key, name in self.ids.items()}

    def as_json(self) -> dict[str, Any]:
        """The recipe in the engine's format."""
        return {"scans": self.scans, "steps": self.steps}

    def from_folder(self, base: str) -> dict[str, Any]:
        """The same with paths relative to a folder."""
        scans = [{**one, "path": relative_path(one["path"], base)} for one in self.scans]
        return {"scans": scans, "steps": self.steps}

    def require_files(self) -> None:
        """Refuse a recipe that no document can hold."""
        if self.tables:
            raise in_no_file()

    def _id_for(self, node: Node) -> str:
        is_step = isinstance(node, StepNode)
        stem = node.step if isinstance(node, StepNode) else "s"
        wanted = node.hint or (stem if is_step else "s1")
        count = 1
        while wanted in self._taken or not _SOUND.fullmatch(wanted):
            count += 1
            wanted = f"{stem}-{count}" if is_step else f"{stem}{count}"
        self._taken.add(wanted)
        return wanted

    def _add(self, node: Node) -> None:
        entry: dict[str, Any] = {"id": self.ids[node.key]}
        if isinstance(node, StepNode):
            entry |= {
                "step": node.step,
                "from": self._sources(node),
                "parameters": deepcopy(dict(node.parameters)),
            }
            if node.off:
                entry["off"] = True
            if node.color is not None:
                entry["color"] = node.color
        elif isinstance(node, ScanNode):
            entry["path"] = node.path
            entry |= {
                name: value
                for name, value in (("entry", node.entry), ("columns", deepcopy(node.columns)))
                if value is not None
            }
        else:
            entry["path"] = f"table:{node.table.sha256}"
            self.tables[node.table.sha256] = node.table
            if node.label is None:
                self._unnamed += 1
                entry["label"] = f"table {self._unnamed}"
        if node.label is not None:
            entry["label"] = node.label
        (self.steps if isinstance(node, StepNode) else self.scans).append(entry)

    def _sources(self, node: StepNode) -> list[str | dict[str, Any]]:
        """The inputs of a step. A reference that is also another input is written differently, for uniqueness."""
        sources = [_short(one.ref(self.ids)) for one in node.inputs]
        if sources[-1] in sources[:-1]:
            last = node.inputs[-1]
            name = self.ids[last.node.key]
            if isinstance(last.node, StepNode):
                sources[-1] = {"output": "main", **last.ref(self.ids)}
            else:
                item = name if last.channel is None else f"{name}:{last.channel}"
                sources[-1] = {"id": "scans", "only": [item]}
        return sources


def document_of(inputs: Iterable[Input]) -> dict[str, Any]:
    """The document of an analysis in the working directory that shows some results, with all their inputs."""
    shown = list(inputs)
    recipe = Recipe(shown)
    recipe.require_files()
    return {
        "type": "xes-analysis",
        "version": 3,
        **recipe.from_folder(os.getcwd()),
        "view": {"shown": [recipe.ref(one) for one in shown], "selected": [], "active": None},
    }


def in_no_file() -> XESError:
    """The error for a spectrum in memory, which can't be in a document."""
    return XESError(
        "recipe/table",
        "A spectrum in memory is in no file, so that no document can name it: save it as CSV, and start from that file.",
    )


def _short(ref: dict[str, Any]) -> str | dict[str, Any]:
    return ref["id"] if len(ref) == 1 else ref


def ordered(inputs: Iterable[Input]) -> list[Node]:
    """The nodes that inputs depend on, each once, after its own inputs."""
    # iterative: a chain may be long
    found: dict[str, Node] = {}
    stack = [(one.node, False) for one in reversed(list(inputs))]
    while stack:
        node, is_done = stack.pop()
        if node.key in found:
            continue
        if is_done or not isinstance(node, StepNode):
            found[node.key] = node
            continue
        stack.append((node, True))
        stack.extend((one.node, False) for one in reversed(node.inputs))
    return list(found.values())
