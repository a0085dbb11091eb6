"""Maps as xarray datasets, over their two energies or over the energy transfer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engineprocess.errors import XESError
from .optional import require
from .values import POINTS, UNITS

if TYPE_CHECKING:
    from xarray import Dataset

_ENERGIES = {
    "incident": "Incident energy Ω",
    "emission": "Emission energy ω",
    "transfer": "Energy transfer Ω − ω",
}
# breaks ties between two cells in the same way in each column, regardless of the last digits (fraction of a step)
_TIE = 1e-6


def array_of(value: Mapping[str, Any], attributes: Mapping[str, Any]) -> Dataset:
    """
    A map as a dataset over its two energies, with the energy transfer of each cell as a coordinate; one that is looked at over
    the transfer is over `transfer` and `incident`, with the emission energy of each cell as a coordinate.
    """
    require_map(value)
    xarray = require("xarray", "A map as an array (`frame` has its cells without it)")
    unit = value.get("unit") or ""
    cells = {
        "intensity": (value["intensity"], {"units": unit, "long_name": "Intensity"}),
        "sigma": (value["sigma"], {"units": unit, "long_name": "σ of the intensity"}),
    }
    cells |= {
        name: (value[name], {"units": UNITS.get(name, "")})
        for name in POINTS
        if value.get(name) is not None
    }
    incident, emission = value["incident"], value["emission"]
    if value["view"] == "transfer":
        transfer, rows = _sheared(incident, emission)
        over = ("transfer", "incident")
        columns = np.arange(len(incident))
        cells = {
            name: (np.where(rows < 0, np.nan, values[rows, columns]), more)
            for name, (values, more) in cells.items()
        }
        own = {"emission": (over, np.where(rows < 0, np.nan, emission[rows]))}
    else:
        over = ("emission", "incident")
        transfer = value["transfer"]
        own = {"emission": ("emission", emission)}
    own |= {
        "incident": ("incident", incident),
        "transfer": ("transfer" if transfer.ndim == 1 else over, transfer),
    }
    coordinates = {
        name: (*one, {"units": "eV", "long_name": _ENERGIES[name]}) for name, one in own.items()
    }
    values = {name: (over, *one) for name, one in cells.items()}
    # a copy: the arrays of the result are shared and read-only, those of the dataset may be changed
    return xarray.Dataset(values, coordinates, {**attributes, "view": value["view"]}).copy(deep=True)


def require_map(value: Mapping[str, Any]) -> None:
    """Raise an error unless the value is a map."""
    if value["kind"] != "map":
        raise XESError(
            "result/kind", f"This is a {value['kind']}, no map: it is in `frame`, not in `array`."
        )


def _sheared(incident: np.ndarray, emission: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """
    An axis of the energy transfer in steps of the emission energy, and of each of its energies and each column the row of the
    cell that holds it, −1 where none does: cells are moved, and none is made of others.
    """
    steps = np.diff(emission if len(emission) > 1 else incident)
    step = float(np.median(steps)) if len(steps) else 1.0
    lowest = incident[0] - emission[-1]
    count = int(np.floor((incident[-1] - emission[0] - lowest) / step + 0.5)) + 1
    transfer = lowest + step * np.arange(count)
    middles = (emission[1:] + emission[:-1]) / 2
    first, last = (steps[0], steps[-1]) if len(emission) > 1 else (step, step)
    edges = np.concatenate([[emission[0] - first / 2], middles, [emission[-1] + last / 2]])
    wanted = incident[np.newaxis, :] - transfer[:, np.newaxis]
    rows = np.searchsorted(edges - _TIE * step, wanted, side="right") - 1
    return transfer, np.where(rows < len(emission), rows, -1)
