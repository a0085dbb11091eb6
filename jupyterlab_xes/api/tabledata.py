"""Spectra in memory, as the engine is given them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engineprocess.errors import XESError
from .arguments import shown

if TYPE_CHECKING:
    from pandas import DataFrame

# what the energies of a spectrum are called in files, by what it runs along
ENERGY_NAMES = {
    "emission": "energy_eV",
    "incident": "energy_eV",
    "transfer": "transfer_eV",
    "line": "distance_eV",
}
_OPTIONAL = ("sigma", "counts", "monitor")


@dataclass(frozen=True, eq=False)
class TableData:
    """The columns of a spectrum, all of one length; the first is `energy_eV` whatever it runs along."""

    columns: Mapping[str, np.ndarray]
    axis: str

    @cached_property
    def sha256(self) -> str:
        """Of the names, the axis and the numbers."""
        digest = hashlib.sha256(self.axis.encode())
        for name, values in self.columns.items():
            digest.update(name.encode() + b"\0" + values.tobytes())
        return digest.hexdigest()


def table_of(columns: Mapping[str, Any], axis: str) -> TableData:
    """A checked table of columns, those that are None left out."""
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


def table_of_frame(frame: DataFrame) -> TableData:
    """A spectrum of a frame with the columns of its CSV: energy_eV (or transfer_eV, distance_eV), intensity, sigma."""
    names = [name for name in ("energy_eV", "transfer_eV", "distance_eV") if name in frame]
    if len(names) != 1 or "intensity" not in frame:
        raise XESError(
            "table/columns",
            "A frame is taken as a spectrum by its columns energy_eV (or transfer_eV) and intensity, and sigma, counts "
            f"and monitor where they are there; this one has {', '.join(map(str, frame.columns)) or 'none'}.",
        )
    axes = [axis for axis, name in ENERGY_NAMES.items() if name == names[0]]
    axis = frame.attrs.get("axis")
    more = {name: frame[name] for name in _OPTIONAL if name in frame}
    columns = {"energy_eV": frame[names[0]], "intensity": frame["intensity"], **more}
    return table_of(columns, axis if axis in axes else axes[0])


def _numbers(name: str, values: Any) -> np.ndarray:
    try:
        if np.iscomplexobj(values):
            raise XESError("table/values", f"{name} holds complex numbers: give their real part or their modulus.")
        # a copy: what is computed stands by what was given, whatever becomes of the caller's array
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
