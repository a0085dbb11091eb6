"""Synthetic scans with known true values, for learning and testing."""

from __future__ import annotations

import os
from pathlib import Path

from ..api.optional import require


def demo_scans(folder: str | os.PathLike[str] | None = None) -> Path:
    """The demonstration scans: synthetic, like those of beamline I20, with the true values in `truth.json`.

    They are written if they do not exist yet, which takes a second and needs h5py.

    Parameters
    ----------
    folder : path, optional
        Their folder. By default the working directory if they are in it, else `xes-demo` in it.

    Returns
    -------
    pathlib.Path
        The folder, absolute.

    Examples
    --------
    >>> scan = xes.open(xes.demo_scans() / "xes-demo-rxes.nxs")
    """
    if folder is None:
        here = Path.cwd()
        folder = here if (here / "xes-demo-rxes.nxs").exists() else here / "xes-demo"
    out = Path(folder).expanduser().absolute()
    if not all((out / name).exists() for name in ("truth.json", "herfd-series")):
        require("h5py", "Writing the demonstration scans")
        from .scans import write_scans

        write_scans(out)
    return out
