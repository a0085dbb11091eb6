"""Facility schemas of Python packages: JSON files that say how a facility's files are read.

A package puts them into `share/jupyter/xes-schemas`, or names a package of its own that has them as
an entry point of the group `jupyterlab_xes.schemas`. They are data: nothing of them is run.
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
    """The folders that have such files, in the order in which they are looked through."""
    named = os.environ.get(VARIABLE, "").split(os.pathsep)
    found = [*named, *_of_jupyter(), *_of_entry_points()]
    return [one for one in dict.fromkeys(found) if one and Path(one).is_dir()]


def environment() -> dict[str, str]:
    """What the engine is given, so that it reads by the same schemas; empty where there are none."""
    found = folders()
    return {VARIABLE: os.pathsep.join(found)} if found else {}


def of_packages() -> list[dict[str, str]]:
    """All files, each as `{from, text}`, and with `fault` where it can't be read."""
    files = [file for one in folders() for file in sorted(Path(one).glob("*.json"))]
    return [_read(file) for file in files]


def above(folder: str) -> list[str]:
    """Where the file beside the data may be: in a folder and in those above it, the nearest first."""
    parts = [part for part in folder.split("/") if part]
    return ["/".join([*parts[:n], FILE]) for n in range(len(parts), -1, -1)]


def _of_jupyter() -> list[str]:
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:  # a kernel's environment may be without Jupyter: then its own folder
        return [str(Path(sys.prefix, "share", "jupyter", "xes-schemas"))]
    return jupyter_path("xes-schemas")


def _of_entry_points() -> list[str]:
    found = []
    for point in entry_points(group=GROUP):
        try:
            spec = importlib.util.find_spec(point.module)
        except (ImportError, ValueError):  # the package is broken: the others are read
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
