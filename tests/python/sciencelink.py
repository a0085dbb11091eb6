"""Calls the science of `src/science` from Python: run by Node, JSON in and out."""

from pathlib import Path

import numpy as np
from nodeserver import node_server

class Science:
    """`science.cut(map, {...})` runs the function of that name."""

    def __getattr__(self, name):
        """The function of that name."""
        return lambda *args: self.run([name, *args])[0]

    def run(self, *calls):
        """Several calls `[name, *arguments]` at once."""
        server = node_server(Path(__file__).with_name("scienceserver.mjs"))
        return server.ask(_plain(calls))


def _plain(value):
    """Converted to JSON: arrays are lists, NaN is null."""
    if isinstance(value, np.ndarray):
        return [None if entry != entry else entry for entry in value.tolist()]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def spectrum(energy, counts, monitor):
    """A spectrum as in `src/science`."""
    sigma = np.sqrt(np.maximum(counts, 1)) / monitor
    return {
        "energy": energy,
        "intensity": counts / monitor,
        "sigma": sigma,
        "counts": counts,
        "monitor": monitor,
    }
