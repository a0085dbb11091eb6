"""What `run` is given as a recipe, as a file that the engine reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .inputs import path_of


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
        return RecipeFile(recipe.path, recipe.document if recipe.is_changed else None)
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
    """A recipe of certain scans as one of whatever scans there are: what works on all of them works on `scans`."""
    ids = [one["id"] for one in document["scans"]]
    steps = [{**one, "from": _freed(one["from"], ids)} for one in document["steps"]]
    view: dict[str, Any] = {"shown": [], "selected": [], "active": None}
    whole = {**document, "steps": steps, "view": view}
    return _read(whole)


def _freed(sources: list[Any], ids: list[str]) -> list[Any]:
    """References to all scans, side by side and alike, as one to `scans`."""
    refs = [{"id": one} if isinstance(one, str) else one for one in sources]
    count = len(ids)
    for at in range(len(refs) - count + 1):
        some = refs[at : at + count]
        rests = [{name: one for name, one in ref.items() if name != "id"} for ref in some]
        if [ref["id"] for ref in some] == ids and all(rest == rests[0] for rest in rests):
            return [*sources[:at], {"id": "scans", **rests[0]}, *sources[at + count :]]
    return list(sources)
