"""The recipe argument of `run`, as a file that the engine reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .inputs import analysis_path
from .overscans import over_scans
from .recipe import Recipe, document_of


@dataclass(frozen=True)
class RecipeFile:
    """A recipe for the engine. @param path its real or nominal file, which is named in the results"""

    path: str
    document: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """Its name."""
        return os.path.basename(self.path).removesuffix(".json").removesuffix(".xes")

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a `run` request."""
        more = {} if self.document is None else {"document": self.document}
        return {"analysis": self.path, **more}


def recipe_file(recipe: Any) -> RecipeFile:
    """The recipe argument as a `RecipeFile`; a recipe without a file is passed to the engine as a document."""
    if isinstance(recipe, (str, os.PathLike)):
        return RecipeFile(analysis_path(recipe))
    if hasattr(recipe, "is_changed"):  # an analysis
        return RecipeFile(recipe.path, None if recipe.is_as_saved else recipe.document)
    here = os.path.join(os.getcwd(), "recipe.xes.json")
    if isinstance(recipe, Mapping):
        return RecipeFile(here, _read(recipe))
    inputs = [recipe._input] if hasattr(recipe, "_input") else None  # a result
    if hasattr(recipe, "_as_inputs"):  # several results
        inputs = recipe._as_inputs()
    if inputs:
        document = over_scans(document_of(inputs))
        _require_unchanged(document, Recipe(inputs))
        return RecipeFile(here, _read(document))
    raise XESError(
        "recipe/kind",
        "A recipe is a path, an Analysis, a document, a Result or Results of which there are some, "
        f"not a {type(recipe).__name__}.",
    )


def _require_unchanged(document: Mapping[str, Any], recipe: Recipe) -> None:
    """Refuse a recipe whose references have changed (`file/changed`); the files of the run replace its other scans."""
    known = {_choice(one, one["path"]): recipe.seen.get(one["id"]) for one in recipe.scans}
    for one in document["scans"]:
        path = os.path.abspath(one["path"])
        seen = known.get(_choice(one, path))
        if one.get("role") != "reference" or seen is None:
            continue
        columns = one.get("columns")
        if engine.call("inspect", path=path, entry=one.get("entry"), columns=columns)["key"] != seen:
            raise XESError(
                "file/changed",
                f"{path}, which the results of this recipe are compared with, was changed since it was made: open it again, and "
                "do the steps again.",
            )


def _choice(scan: Mapping[str, Any], path: str) -> str:
    return repr((path, scan.get("entry"), scan.get("columns")))


def _read(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return engine.call("document", document=dict(document))["document"]
