"""Checks of the installation."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from ..engineprocess.errors import XESError
from .optional import require

if TYPE_CHECKING:
    from pandas import DataFrame


def doctor() -> DataFrame:
    """Check the installation. Returns a frame of the checks, with a remedy for each that failed."""
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlab_xes", "doctor", "--json"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    try:
        checks = json.loads(done.stdout)["checks"]
    except (ValueError, KeyError) as error:
        raise XESError(
            "python/doctor", f"The checks did not run: {done.stderr.strip() or 'no answer'}"
        ) from error
    return require("pandas", "A frame").DataFrame(checks)
