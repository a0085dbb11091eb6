"""Evaluates steps of an analysis, by the TypeScript engine under Node."""

from pathlib import Path

import numpy as np
from nodeserver import node_server


def scan(emission, counts, monitor, incident=9900.0):
    """An emission scan as read from a file."""
    return {
        "kind": "XES",
        "incident": np.full(len(emission), incident).tolist(),
        "emission": np.asarray(emission, float).tolist(),
        "counts": np.asarray(counts, float).tolist(),
        "monitor": np.asarray(monitor, float).tolist(),
    }


def step(name, *inputs, **parameters):
    """A step whose inputs are scans and steps by name."""
    return {"step": name, "from": list(inputs), "parameters": parameters}


def evaluate(scans, **steps):
    """The results of the last of the steps, by name, in their order."""
    entries = [{"id": name, **one} for name, one in steps.items()]
    server = node_server(Path(__file__).with_name("recipeserver.mjs"))
    found = server.ask({"scans": scans, "steps": entries})
    if found["error"]:
        raise ValueError(found["error"])
    return found


def number(found, name):
    """A number of a result, and its σ."""
    one = found["numbers"][name]
    return one["value"], one["sigma"]


def curve(found):
    """Intensities of a result, and their σ."""
    spectrum = found["values"][0]["spectrum"]
    return np.array(spectrum["intensity"], float), np.array(spectrum["sigma"], float)
