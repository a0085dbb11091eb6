"""Tables and arrays of other packages as spectra."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..engineprocess.errors import XESError
from .nodes import TableNode
from .tabledata import table_of_columns

# columns for the named dimensions of arrays
_DIMENSIONS = {
    "emission": "emission_eV",
    "incident": "incident_eV",
    "transfer": "transfer_eV",
    "line": "distance_eV",
    "energy": "energy_eV",
}


def table_node(given: Any) -> TableNode | None:
    """
    A spectrum in memory: a pandas or polars frame, an arrow table, a dict or structured array of columns, an xarray object over
    one energy. None where it is none of these. @raises XESError where it is one that is no spectrum
    """
    kind = _kind(given)
    if kind == "pandas.DataFrame":
        named = given if given.index.name is None else given.reset_index()
        return _node(named, given.attrs)
    if kind in ("polars.DataFrame", "pyarrow.Table"):
        columns = given.to_pydict() if kind == "pyarrow.Table" else given.to_dict(as_series=False)
        return _node(columns, {})
    if kind in ("xarray.Dataset", "xarray.DataArray"):
        return _of_xarray(given, kind)
    if isinstance(given, Mapping):
        if "intensity" not in given:
            raise _refused("a dict", "Give a list of inputs, or columns by the names energy_eV and intensity.")
        return _node(given, {})
    if isinstance(given, np.ndarray):
        if given.dtype.names:
            return _node({name: given[name] for name in given.dtype.names}, {})
        if given.dtype.kind not in "OSU":
            raise _refused("an array of numbers", _ARRAYS)
    if kind in ("pandas.Series", "polars.Series") and not str(given.dtype).lower().startswith(
        ("object", "str", "utf8", "large_string")
    ):
        raise _refused("a series of numbers", _ARRAYS)
    return None


_ARRAYS = "Arrays become a spectrum by xes.spectrum(energy, intensity, sigma)."


def _of_xarray(given: Any, kind: str) -> TableNode:
    dataset = given.to_dataset(name="intensity") if kind == "xarray.DataArray" else given
    dims = dict(dataset.sizes)
    if len(dims) != 1:
        shape = ", ".join(f"{name} {size}" for name, size in dims.items()) or "none"
        raise _refused(
            f"an xarray object with the dimensions {shape}",
            "A map in memory is no input: give its scan, as in xes.cut(scan, …), or its result, as in xes.cut(xes.map(scan), …), or choose one energy of it, "
            'as in array.sel(incident=9660, method="nearest").',
        )
    (dim,) = dims
    column = _DIMENSIONS.get(str(dim), str(dim))
    if column not in _DIMENSIONS.values() or "intensity" not in dataset or dim not in dataset.coords:
        raise _refused(
            f"an xarray object over {dim}",
            "One over emission, incident, transfer or energy with its coordinates, and with intensity, is a spectrum.",
        )
    values = {str(name): dataset[name].values for name in dataset.data_vars}
    measured = np.isfinite(np.asarray(values["intensity"], dtype=float))
    columns = {name: one[measured] for name, one in values.items() if one.ndim == 1}
    return _node({column: dataset[dim].values[measured], **columns}, given.attrs)


def _node(columns: Any, attributes: Mapping[Any, Any]) -> TableNode:
    label = attributes.get("label")
    return TableNode(table_of_columns(columns, attributes.get("axis")), str(label) if label else None)


def _kind(given: Any) -> str:
    """The package and the class of an object, without importing the package."""
    for one in type(given).__mro__:
        package = one.__module__.split(".")[0]
        if package in ("pandas", "polars", "pyarrow", "xarray"):
            return f"{package}.{one.__name__}"
    return ""


def _refused(what: str, instead: str) -> XESError:
    return XESError("step/input", f"A step does not work on {what}. {instead}")
