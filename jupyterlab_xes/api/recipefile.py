"""What `run` is given as a recipe, as a file that the engine reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .inputs import path_of
from .stepnames import FURTHER


@dataclass(frozen=True)
class RecipeFile:
    """A recipe as the engine runs it. @param path where it is, or would be: it is named so in what is written"""

    path: str
    document: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return os.path.basename(self.path).removesuffix(".json").removesuffix(".xes")

    @property
    def fields(self) -> dict[str, Any]:
        """As `run` takes it."""
        more = {} if self.document is None else {"document": self.document}
        return {"analysis": self.path, **more}


def recipe_file(recipe: Any) -> RecipeFile:
    """What was given as a recipe: one that is in no file goes to the engine as it is."""
    if isinstance(recipe, (str, os.PathLike)):
        return RecipeFile(path_of(recipe))
    if hasattr(recipe, "is_changed"):  # an analysis
        return RecipeFile(recipe.path, None if recipe.is_as_saved else recipe.document)
    here = os.path.join(os.getcwd(), "recipe.xes.json")
    if isinstance(recipe, Mapping):
        return RecipeFile(here, _read(recipe))
    if hasattr(recipe, "_input"):  # a result
        return RecipeFile(here, over_scans(recipe.recipe))
    raise XESError(
        "recipe/kind",
        f"A recipe is a path, an Analysis, a document or a Result, not a {type(recipe).__name__}.",
    )


def _read(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return engine.call("document", document=dict(document))["document"]


def over_scans(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """
    A recipe of certain scans as one of whatever scans there are: a step that works on all of them works on `scans`. What a
    step is given as its further input, such as the wider scan of a background, stays, as a reference.
    """
    references = _references(document)
    samples = [one["id"] for one in document["scans"] if one["id"] not in references]
    steps = [{**one, "from": _freed(one["from"], samples)} for one in document["steps"]]
    named = {_id(source) for one in steps for source in one["from"]}
    scans = [
        {**one, **({"role": "reference"} if one["id"] in references else {})}
        for one in document["scans"]
        if one["id"] in named
    ]
    view: dict[str, Any] = {"shown": [], "selected": [], "active": None}
    return _read({**document, "scans": scans, "steps": steps, "view": view})


def _references(document: Mapping[str, Any]) -> set[str]:
    """The scans that further inputs are made of."""
    sources = {one["id"]: [_id(source) for source in one["from"]] for one in document["steps"]}
    waiting = []
    for one in document["steps"]:
        name, value = FURTHER.get(one["step"], (None, None))
        if name is not None and one["parameters"].get(name) == value:
            waiting.append(sources[one["id"]][-1])
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += sources.get(one, [])
    return found


def _freed(sources: list[Any], samples: list[str]) -> list[Any]:
    """References to all samples, side by side and alike, as one to `scans`."""
    refs = [{"id": one} if isinstance(one, str) else one for one in sources]
    count = len(samples)
    for at in range(len(refs) - count + 1 if count else 0):
        some = refs[at : at + count]
        rests = [{name: one for name, one in ref.items() if name != "id"} for ref in some]
        if [ref["id"] for ref in some] == samples and all(rest == rests[0] for rest in rests):
            return [*sources[:at], {"id": "scans", **rests[0]}, *sources[at + count :]]
    return list(sources)


def _id(source: str | Mapping[str, Any]) -> str:
    return source if isinstance(source, str) else source["id"]
