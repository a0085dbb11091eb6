"""The nodes that results depend on: scans, tables and steps, identified by their contents and not by a name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .tabledata import TableData


@dataclass(frozen=True, eq=False)
class ScanNode:
    """A scan in a file. @param hint preferred id, if it is free."""

    path: str
    entry: str | None = None
    columns: Any = None
    label: str | None = None
    hint: str | None = None

    @cached_property
    def key(self) -> str:
        """A key that identifies the scan."""
        return _digest("scan", self.path, self.entry, self.columns, self.label)

    @cached_property
    def bare(self) -> str:
        """A key that identifies the numbers, regardless of names."""
        return _digest("scan", self.path, self.entry, self.columns)


@dataclass(frozen=True, eq=False)
class TableNode:
    """A spectrum in memory."""

    table: TableData
    label: str | None = None
    hint: str | None = None

    @cached_property
    def key(self) -> str:
        """A key that identifies the numbers and the name."""
        return _digest("table", self.table.sha256, self.label)

    @property
    def bare(self) -> str:
        """A key that identifies the numbers."""
        return self.table.sha256


@dataclass(frozen=True, eq=False)
class StepNode:
    """A step with its inputs."""

    step: str
    inputs: tuple[Input, ...]
    parameters: Mapping[str, Any]
    label: str | None = None
    hint: str | None = None
    color: str | None = None
    off: bool = False

    @cached_property
    def key(self) -> str:
        """A key that identifies the step and its inputs."""
        inputs = [one.key for one in self.inputs]
        return _digest("step", self.step, inputs, self.parameters, self.label, self.off)

    @cached_property
    def bare(self) -> str:
        """A key that identifies the numbers, regardless of names."""
        inputs = [[one.node.bare, *one.key[1:]] for one in self.inputs]
        return _digest("step", self.step, inputs, self.parameters, self.off)


Node = ScanNode | TableNode | StepNode


@dataclass(frozen=True)
class ItemPath:
    """An item by its origin: the chain of nodes, with their outputs, back to its scan."""

    nodes: tuple[tuple[str, str | None], ...]
    channel: str | None = None

    def written(self, ids: Mapping[str, str]) -> str:
        """The item's key, given the ids of nodes."""
        words = [
            ids[key] if output is None else f"{ids[key]}#{output}" for key, output in self.nodes
        ]
        return "/".join(words) + ("" if self.channel is None else f":{self.channel}")

    @staticmethod
    def read(key: str, nodes: Mapping[str, str]) -> ItemPath:
        """The path in an item's key. @param nodes keys of nodes by id"""
        # a channel may contain any character, an id and an output neither "/" nor ":"
        head, colon, channel = key.partition(":")
        words = [word.partition("#") for word in head.split("/")]
        return ItemPath(
            tuple((nodes[name], output if mark else None) for name, mark, output in words),
            channel if colon else None,
        )


@dataclass(frozen=True)
class Input:
    """
    A node as something is made of it: all of it, a channel, an output, or some of its items. `seen` has the digests of
    the scans whose numbers its owner knows, by the keys of their nodes: the engine refuses to make another thing of it.
    """

    node: Node = field(compare=False)
    channel: str | None = None
    output: str | None = None
    only: tuple[ItemPath, ...] | None = None
    without: tuple[ItemPath, ...] | None = None
    seen: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def key(self) -> list[Any]:
        """A key that identifies the input."""
        items = [
            None if paths is None else [[list(path.nodes), path.channel] for path in paths]
            for paths in (self.only, self.without)
        ]
        return [self.node.key, self.channel, self.output, *items]

    def ref(self, ids: Mapping[str, str]) -> dict[str, Any]:
        """A reference to it in a document."""
        ref: dict[str, Any] = {"id": ids[self.node.key]}
        if self.channel is not None:
            ref["channel"] = self.channel
        if self.only is not None:
            ref["only"] = [path.written(ids) for path in self.only]
        if self.without is not None:
            ref["except"] = [path.written(ids) for path in self.without]
        if self.output is not None:
            ref["output"] = self.output
        return ref


def _digest(*parts: Any) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
