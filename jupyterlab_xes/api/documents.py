"""The scans and steps of a document as nodes, so that results of an analysis can be inputs of steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .nodes import Input, ItemPath, Node, ScanNode, StepNode
from .overscans import compares
from .places import place_of
from .stepnames import TAKES


class DocumentNodes:
    """The nodes of a document, by id. @param path its file"""

    def __init__(self, document: Mapping[str, Any], path: str) -> None:
        self.by_id: dict[str, Node] = {}
        self._samples: list[str] = []
        for entry in document["scans"]:
            self.by_id[entry["id"]] = _scan(entry, path)
            if entry.get("role") != "reference":
                self._samples.append(entry["id"])
        for entry in document["steps"]:
            self.by_id[entry["id"]] = self._step(entry)

    def input(self, ref: str | Mapping[str, Any]) -> list[Input]:
        """The inputs meant by a reference; `scans` means all samples."""
        named: Mapping[str, Any] = {"id": ref} if isinstance(ref, str) else ref
        only, without = (self._paths(named.get(name)) for name in ("only", "except"))
        ids = self._samples if named["id"] == "scans" else [named["id"]]
        if named["id"] == "scans" and (only or without):
            ids = [one for one in ids if _is_meant(one, named)]
            only = without = None
        return [
            Input(self.by_id[one], named.get("channel"), named.get("output"), only, without)
            for one in ids
        ]

    def _step(self, entry: Mapping[str, Any]) -> StepNode:
        inputs: list[Input] = []
        for source in entry["from"]:
            found = self.input(source)
            is_all = (source if isinstance(source, str) else source["id"]) == "scans"
            # of all scans, a step gets those that it accepts
            inputs += [one for one in found if not is_all or _takes(entry["step"], one)]
        return StepNode(
            entry["step"],
            _each_once(inputs, compares(entry["step"], entry["parameters"])),
            entry["parameters"],
            entry.get("label"),
            entry["id"],
            entry.get("color"),
            bool(entry.get("off")),
        )

    def _paths(self, keys: list[str] | None) -> tuple[ItemPath, ...] | None:
        if keys is None:
            return None
        nodes = {name: node.key for name, node in self.by_id.items()}
        return tuple(ItemPath.read(key, nodes) for key in keys)


def _each_once(inputs: list[Input], has_reference: bool) -> tuple[Input, ...]:
    """Each input once, like in the engine (`scans` includes each scan); a reference may repeat another input."""
    others = inputs[:-1] if has_reference else inputs
    distinct = {repr(one.key): one for one in others}
    return (*distinct.values(), *inputs[len(others) :])


def _is_meant(name: str, ref: Mapping[str, Any]) -> bool:
    def has(keys: list[str]) -> bool:
        return any(key.partition(":")[0] == name for key in keys)

    return ("only" not in ref or has(ref["only"])) and not has(ref.get("except", []))


def _scan(entry: Mapping[str, Any], document: str) -> ScanNode:
    return ScanNode(
        place_of(entry["path"], document),
        entry.get("entry"),
        entry.get("columns"),
        entry.get("label"),
        entry["id"],
    )


def _takes(step: str, one: Input) -> bool:
    """Whether a step accepts the kind of a scan; an unreadable scan counts as accepted, and fails in the step."""
    takes = TAKES.get(step, ())
    node = one.node
    if "scan" in takes or not isinstance(node, ScanNode) or len(takes) > 1:
        return True
    try:
        info = engine.call("inspect", path=node.path, entry=node.entry, columns=node.columns)
    except XESError:
        return True
    return ("map" if info["kind"] == "RXES" else "spectrum") in takes
