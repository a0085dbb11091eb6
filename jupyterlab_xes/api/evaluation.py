"""Asking the engine for results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import engine
from .nodes import Input
from .recipe import Recipe


@dataclass(frozen=True)
class Answer:
    """What was made of one input: its items, as the engine gives them, and what its node is known by."""

    recipe: Recipe
    items: list[dict[str, Any]]
    key: str | None
    node: dict[str, Any]


def evaluate(inputs: Sequence[Input], *, arrays: bool = True) -> list[Answer]:
    """What is made of each of some inputs. @param arrays without them it is known what there is, and its numbers"""
    recipe = Recipe(inputs)
    refs = [recipe.ref(one) for one in inputs]
    found = ask(recipe, "evaluate", demand=refs, arrays=arrays)
    nodes = found["nodes"]
    answers = []
    for ref, result in zip(refs, found["results"], strict=True):
        node = nodes.get(ref["id"]) or {}
        answers.append(Answer(recipe, result["items"], node.get("key"), node))
    return answers


def ask(recipe: Recipe, op: str, **more: Any) -> Any:
    """What the engine answers about a recipe; the spectra in memory that are in it are handed over where it lacks them."""
    tables = {
        sha256: {"columns": dict(table.columns), "axis": table.axis}
        for sha256, table in recipe.tables.items()
    }
    more |= {"tables": tables} if tables else {}
    return engine.call(op, recipe=recipe.as_json(), **more)
