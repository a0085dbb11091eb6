"""`python -m jupyterlab_xes …`: the command line of the engine, run by Node."""

import shutil
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the engine with the arguments given. Returns its exit code; 2 where Node is missing.

    `doctor` runs without Node too: then it looks at what Python can see.
    """
    node = shutil.which("node")
    engine = Path(__file__).parent / "engine" / "jupyterlab-xes.mjs"
    if sys.argv[1:2] == ["doctor"] and (node is None or not engine.is_file()):
        from .doctor import main as doctor

        return doctor(sys.argv[2:])
    if node is None:
        print(
            "error: the engine needs Node 20 or newer: put `node` on the PATH "
            "(on a hub without it, the administrator can install it)",
            file=sys.stderr,
        )
        return 2
    try:
        return subprocess.call([node, str(engine), *sys.argv[1:]])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
