"""`python -m jupyterlab_xes …`: the command line of the engine, run by Node."""

import shutil
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the engine with the arguments given. Returns its exit code; 2 where Node is missing."""
    node = shutil.which("node")
    if node is None:
        print(
            "error: the engine needs Node 20 or newer: put `node` on the PATH "
            "(on a hub without it, the administrator can install it)",
            file=sys.stderr,
        )
        return 2
    engine = Path(__file__).parent / "engine" / "jupyterlab-xes.mjs"
    try:
        return subprocess.call([node, str(engine), *sys.argv[1:]])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
