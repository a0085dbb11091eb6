"""Spectra in memory, in the engine's format."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..engineprocess.errors import XESError
from .arguments import shown

# names of the energy columns in files, by axis
ENERGY_NAMES = {
    "emission": "energy_eV",
    "incident": "energy_eV",
    "transfer": "transfer_eV",
    "line": "distance_eV",
}
# the possible axes of a column of energies
_AXES = {
    "energy_eV": ("emission", "incident"),
    "emission_eV": ("emission",),
    "incident_eV": ("incident",),
    "transfer_eV": ("transfer",),
    "distance_eV": ("line",),
}
_OPTIONAL = ("sigma", "counts", "monitor")


@dataclass(frozen=True, eq=False)
class TableData:
    """The columns of a spectrum, of equal length; the first is `energy_eV`, whatever the axis."""

    columns: Mapping[str, np.ndarray]
    axis: str

    @cached_property
    def sha256(self) -> str:
        """Digest of the names, the axis and the numbers."""
        digest = hashlib.sha256(self.axis.encode())
        for name, values in self.columns.items():
            digest.update(name.encode() + b"\0" + values.tobytes())
        return digest.hexdigest()


def table_of(columns: Mapping[str, Any], axis: str) -> TableData:
    """A validated table of columns, without those that are None."""
    if not isinstance(axis, str) or axis not in ENERGY_NAMES:
        known = ", ".join(repr(name) for name in ENERGY_NAMES)
        raise XESError("table/axis", f"A spectrum runs along {known}, not {shown(axis)}.")
    arrays = {name: _numbers(name, one) for name, one in columns.items() if one is not None}
    lengths = {name: len(values) for name, values in arrays.items()}
    if len(set(lengths.values())) != 1:
        words = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise XESError("table/shape", f"The columns of a spectrum must be of one length: {words}.")
    if 0 in lengths.values():
        raise XESError("table/empty", "This spectrum has no points.")
    return TableData(arrays, axis)


def table_of_columns(columns: Mapping[str, Any], axis: Any = None) -> TableData:
    """
    A spectrum of columns with the names of its CSV. @param axis what it runs along, where that is known: energy_eV alone does
    not say it, and neither do columns that were read from a file or put together
    """
    names = [name for name in _AXES if name in columns]
    if len(names) != 1 or "intensity" not in columns:
        raise XESError(
            "table/columns",
            "A frame is taken as a spectrum by one column of energies (energy_eV, emission_eV, incident_eV, transfer_eV or "
            "distance_eV) and intensity, and sigma, counts and monitor where they are there; this one has "
            f"{', '.join(map(str, columns)) or 'none'}.",
        )
    axes = _AXES[names[0]]
    axis = axis if axis in axes else axes[0] if len(axes) == 1 else None
    if axis is None:
        raise XESError(
            "table/axis",
            "The column energy_eV of this frame may be the emission or the incident energy, and its attrs no longer say "
            "which: rename it to emission_eV or incident_eV, set frame.attrs[\"axis\"] = \"emission\" or \"incident\", or "
            "make a spectrum of it by xes.spectrum(energy, intensity, sigma, axis=…).",
        )
    more = {name: columns[name] for name in _OPTIONAL if name in columns}
    return table_of(
        {"energy_eV": columns[names[0]], "intensity": columns["intensity"], **more}, axis
    )


def _numbers(name: str, values: Any) -> np.ndarray:
    try:
        if np.iscomplexobj(values):
            raise XESError("table/values", f"{name} holds complex numbers: give their real part or their modulus.")
        # a copy: later changes of the caller's array must not affect results
        masked = np.ma.masked_array(values, dtype=np.float64)
        array = np.array(np.ma.filled(masked, np.nan), dtype=np.float64, order="C")
        array.flags.writeable = False
    except (OverflowError, TypeError, ValueError) as error:
        raise XESError("table/values", f"{name} holds what are no numbers: {error}.") from error
    if array.ndim != 1:
        raise XESError(
            "table/shape", f"{name} must be one row of numbers, not of shape {array.shape}."
        )
    return array
