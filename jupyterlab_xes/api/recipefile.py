"""What `run` is given as a recipe, as a file that the engine reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .inputs import analysis_path
from .overscans import over_scans
from .recipe import document_of


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
        return RecipeFile(here, _read(over_scans(document_of(inputs))))
    raise XESError(
        "recipe/kind",
        "A recipe is a path, an Analysis, a document, a Result or Results of which there are some, "
        f"not a {type(recipe).__name__}.",
    )


def _read(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return engine.call("document", document=dict(document))["document"]
