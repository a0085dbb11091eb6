"""Evaluation of nodes by the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import engine
from .nodes import Input, ScanNode
from .recipe import Recipe
from .warned import warn_of_scan


@dataclass(frozen=True)
class Answer:
    """The results of one input: its items, as returned by the engine, and its identity."""

    recipe: Recipe
    items: list[dict[str, Any]]
    key: str | None
    node: dict[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)


def evaluate(inputs: Sequence[Input], *, arrays: bool = True) -> list[Answer]:
    """Evaluate inputs. @param arrays whether to return arrays, or only descriptions and numbers"""
    recipe = Recipe(inputs)
    refs = [recipe.ref(one) for one in inputs]
    found = ask(recipe, "evaluate", demand=refs, arrays=arrays)
    nodes = found["nodes"]
    scans = {one["id"]: ScanNode(one["path"], one.get("entry"), one.get("columns")) for one in recipe.scans}
    for name, warnings in (found.get("warnings") or {}).items():
        warn_of_scan(scans[name], warnings)
    seen = {recipe.nodes[name]: digest for name, digest in (found.get("seen") or {}).items()}
    answers = []
    for ref, result in zip(refs, found["results"], strict=True):
        node = nodes.get(ref["id"]) or {}
        answers.append(Answer(recipe, result["items"], node.get("key"), node, seen))
    return answers


def ask(recipe: Recipe, op: str, **more: Any) -> Any:
    """The engine's answer about a recipe, whose spectra in memory are sent if the engine lacks them."""
    tables = {
        sha256: {"columns": dict(table.columns), "axis": table.axis}
        for sha256, table in recipe.tables.items()
    }
    more |= {"tables": tables} if tables else {}
    more |= {"seen": recipe.seen} if recipe.seen else {}
    return engine.call(op, recipe=recipe.as_json(), **more)
