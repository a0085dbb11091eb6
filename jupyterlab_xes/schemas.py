"""Facility schemas of Python packages: JSON files that say how a facility's files are read.

A package installs them into `share/jupyter/xes-schemas`, or names the package that contains them in
an entry point of the group `jupyterlab_xes.schemas`. They are data: none of their content is executed.
"""

import importlib.util
import os
import sys
from importlib.metadata import entry_points
from pathlib import Path

GROUP = "jupyterlab_xes.schemas"
VARIABLE = "JUPYTERLAB_XES_SCHEMAS"
FILE = "xes-schema.json"
MOST_BYTES = 2**20


def folders() -> list[str]:
    """The folders with schema files, in the order of search."""
    named = os.environ.get(VARIABLE, "").split(os.pathsep)
    candidates = [*named, *_of_jupyter(), *_of_entry_points()]
    return [folder for folder in dict.fromkeys(candidates) if folder and Path(folder).is_dir()]


def environment() -> dict[str, str]:
    """Environment variables that give the engine the same schemas; empty if there are none."""
    searched = folders()
    return {VARIABLE: os.pathsep.join(searched)} if searched else {}


def of_packages() -> list[dict[str, str]]:
    """All schema files as `{from, text}`, with `fault` if one can't be read."""
    files = [file for folder in folders() for file in sorted(Path(folder).glob("*.json"))]
    return [_read(file) for file in files]


def above(folder: str) -> list[str]:
    """Possible paths of the schema file of a folder: in it and in the folders above, nearest first."""
    parts = [part for part in folder.split("/") if part]
    return ["/".join([*parts[:n], FILE]) for n in range(len(parts), -1, -1)]


def _of_jupyter() -> list[str]:
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:  # a kernel's environment may lack Jupyter: use the environment's folder
        return [str(Path(sys.prefix, "share", "jupyter", "xes-schemas"))]
    return jupyter_path("xes-schemas")


def _of_entry_points() -> list[str]:
    found = []
    for point in entry_points(group=GROUP):
        try:
            spec = importlib.util.find_spec(point.module)
        except (ImportError, ValueError):  # a broken package must not hide the others
            continue
        found += (spec.submodule_search_locations or []) if spec else []
    return found


def _read(file: Path) -> dict[str, str]:
    name = str(file)
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            return _fault(name, f"it has {size} bytes, and {MOST_BYTES} are read")
        return {"from": name, "text": file.read_text(encoding="utf-8")}
    except (OSError, UnicodeDecodeError) as error:
        return _fault(name, f"it can't be read ({error})")


def _fault(name: str, why: str) -> dict[str, str]:
    return {"from": name, "text": "", "fault": why}
