"""Values of the engine as pandas and xarray objects, with units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engineprocess.errors import XESError
from .optional import require
from .tabledata import ENERGY_NAMES

if TYPE_CHECKING:
    from pandas import DataFrame

POINTS = ("counts", "monitor")
UNITS = {"counts": "counts"}
# further columns of energies
_ENERGIES = ("incident", "emission", "transfer")


def frame_of(value: Mapping[str, Any], attributes: Mapping[str, Any]) -> DataFrame:
    """A value as a frame, with its units and other attributes in `attrs`."""
    kind = value["kind"]
    if kind == "spectrum":
        columns, units, more = _spectrum(value)
    elif kind == "map":
        columns, units, more = _cells(value)
    elif kind == "table":
        columns, units, more = _table(value)
    else:
        raise XESError(
            "result/kind",
            f"A {kind} has no frame: make a spectrum or a map of it, as with xes.spectrum(…) or xes.map(…).",
        )
    pandas = require("pandas", "A frame")
    frame = pandas.DataFrame(columns)
    frame.attrs.update({**attributes, **more, "units": units})
    return frame


def _spectrum(value: Mapping[str, Any]):
    name = ENERGY_NAMES[value["axis"]]
    unit = value.get("unit") or ""
    columns = {name: value["energy"], "intensity": value["intensity"], "sigma": value["sigma"]}
    units = {name: "eV", "intensity": unit, "sigma": unit}
    for point in POINTS:
        if value.get(point) is not None:
            columns[point] = value[point]
            units[point] = UNITS.get(point, "")
    for further, values in (value.get("columns") or {}).items():
        columns[further] = values
        units[further] = "eV" if further in _ENERGIES else ""
    return columns, units, {"axis": value["axis"]}


def _cells(value: Mapping[str, Any]):
    """The measured cells of a map, a row per cell, in the order and with the energies of its CSV."""
    incident, emission = np.meshgrid(value["incident"], value["emission"], indexing="ij")
    measured = np.isfinite(value["intensity"]).T
    if value["view"] == "transfer":
        second, other = "transfer_eV", _to_nano(incident - emission)
    else:
        second, other = "emission_eV", emission
    energies = {"incident_eV": _to_nano(incident)[measured], second: other[measured]}
    unit = value.get("unit") or ""
    points = {
        name: value[name].T[measured]
        for name in ("intensity", "sigma", *POINTS)
        if value.get(name) is not None
    }
    units = dict.fromkeys(energies, "eV") | {
        name: UNITS.get(name, "") if name in POINTS else unit for name in points
    }
    return {**energies, **points}, units, {"view": value["view"]}


def _to_nano(energies: np.ndarray) -> np.ndarray:
    """Energies rounded to a nano-electronvolt, as in files: sums and differences have no more valid digits."""
    return np.floor(energies * 1e9 + 0.5) / 1e9


def _table(value: Mapping[str, Any]):
    """The columns of a table with the names of its CSV, including units."""
    own = {name: value["units"].get(name) or "" for name in value["columns"]}
    named = {name: f"{name}_{unit}" if unit else name for name, unit in own.items()}
    columns = {named[name]: values for name, values in value["columns"].items()}
    return columns, {named[name]: unit for name, unit in own.items()}, {}
