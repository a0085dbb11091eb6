"""What a result is made of: scans, tables and steps, each known by what it is and not by a name."""

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
    """A scan in a file. @param hint the id that it shall have where that is free."""

    path: str
    entry: str | None = None
    columns: Any = None
    label: str | None = None
    hint: str | None = None

    @cached_property
    def key(self) -> str:
        """The same for the same scan."""
        return _digest("scan", self.path, self.entry, self.columns, self.label)

    @cached_property
    def bare(self) -> str:
        """The same for what gives the same numbers, whatever it is called."""
        return _digest("scan", self.path, self.entry, self.columns)


@dataclass(frozen=True, eq=False)
class TableNode:
    """A spectrum in memory."""

    table: TableData
    label: str | None = None
    hint: str | None = None

    @cached_property
    def key(self) -> str:
        """The same for the same numbers and name."""
        return _digest("table", self.table.sha256, self.label)

    @property
    def bare(self) -> str:
        """The same for the same numbers."""
        return self.table.sha256


@dataclass(frozen=True, eq=False)
class StepNode:
    """A step with what it works on."""

    step: str
    inputs: tuple[Input, ...]
    parameters: Mapping[str, Any]
    label: str | None = None
    hint: str | None = None
    color: str | None = None
    off: bool = False

    @cached_property
    def key(self) -> str:
        """The same for the same step on the same inputs."""
        inputs = [one.key for one in self.inputs]
        return _digest("step", self.step, inputs, self.parameters, self.label, self.off)

    @cached_property
    def bare(self) -> str:
        """The same for what gives the same numbers, whatever it is called."""
        inputs = [[one.node.bare, *one.key[1:]] for one in self.inputs]
        return _digest("step", self.step, inputs, self.parameters, self.off)


Node = ScanNode | TableNode | StepNode


@dataclass(frozen=True)
class ItemPath:
    """An item by what it came from: nodes with the outputs that are meant of them, back to its origin."""

    nodes: tuple[tuple[str, str | None], ...]
    channel: str | None = None

    def written(self, ids: Mapping[str, str]) -> str:
        """The item's key where nodes have these ids."""
        words = [
            ids[key] if output is None else f"{ids[key]}#{output}" for key, output in self.nodes
        ]
        return "/".join(words) + ("" if self.channel is None else f":{self.channel}")

    @staticmethod
    def read(key: str, nodes: Mapping[str, str]) -> ItemPath:
        """Of an item's key. @param nodes keys of nodes by their ids"""
        # a channel may hold any sign, an id and an output neither "/" nor ":"
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
        """The same for the same input."""
        items = [
            None if paths is None else [[list(path.nodes), path.channel] for path in paths]
            for paths in (self.only, self.without)
        ]
        return [self.node.key, self.channel, self.output, *items]

    def ref(self, ids: Mapping[str, str]) -> dict[str, Any]:
        """As a document names it."""
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
