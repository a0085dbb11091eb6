"""What `run` is given as a recipe, as a file that the engine reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .inputs import path_of
from .savedfile import read, write


def recipe_file(recipe: Any, out: str | None) -> tuple[str, str]:
    """The path of a recipe, and the folder of its results; one that is in no file is written beside these."""
    if isinstance(recipe, (str, os.PathLike)):
        path = path_of(recipe)
        return path, out or _folder(_stem(path))
    document, base, name = _document(recipe)
    folder = out or _folder(name)
    if document is None:
        return base, folder
    text = engine.call("write", document=_absolute(document, base))["text"]
    os.makedirs(folder, exist_ok=True)
    # not under the name of an analysis: that may lie there, saved as it was before
    path = os.path.join(folder, f"{name}-as-run.xes.json")
    write(path, text, None, overwrite=_is_analysis(path))
    return path, folder


def _folder(name: str) -> str:
    return os.path.join(os.getcwd(), f"{name}-results")


def _is_analysis(path: str) -> bool:
    try:
        return json.loads(read(path)).get("type") == "xes-analysis"
    except (XESError, ValueError, AttributeError):
        return False


def _document(recipe: Any) -> tuple[Mapping[str, Any] | None, str, str]:
    """A document with the folder of its paths; None where it is in a file: then that."""
    if hasattr(recipe, "is_changed"):  # an analysis
        name = _stem(recipe.path)
        if not recipe.is_changed:
            return None, recipe.path, name
        return recipe.document, os.path.dirname(recipe.path), name
    if isinstance(recipe, Mapping):
        text = json.dumps(recipe)
        document = engine.call("document", text=text)["document"]
        return document, os.getcwd(), "recipe"
    if hasattr(recipe, "recipe"):  # a result
        return over_scans(recipe.recipe), os.getcwd(), "recipe"
    raise XESError(
        "recipe/kind",
        f"A recipe is a path, an Analysis, a document or a Result, not a {type(recipe).__name__}.",
    )


def over_scans(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A recipe of certain scans as one of whatever scans there are: what works on all of them works on `scans`."""
    ids = [one["id"] for one in document["scans"]]
    steps = [{**one, "from": _freed(one["from"], ids)} for one in document["steps"]]
    view: dict[str, Any] = {"shown": [], "selected": [], "active": None}
    whole = {**document, "steps": steps, "view": view}
    return engine.call("document", text=json.dumps(whole))["document"]


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


def _absolute(document: Mapping[str, Any], base: str) -> dict[str, Any]:
    scans = [
        {**one, "path": os.path.normpath(os.path.join(base, one["path"]))}
        for one in document["scans"]
    ]
    return {**document, "scans": scans}


def _stem(path: str) -> str:
    return os.path.basename(path).removesuffix(".json").removesuffix(".xes")
