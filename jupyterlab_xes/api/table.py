"""Spectra from arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .arguments import text_of
from .call import made
from .nodes import Input, TableNode
from .tabledata import table_of

if TYPE_CHECKING:
    from .result import Result
    from .results import Results


def spectrum(
    energy: Any,
    intensity: Any = None,
    sigma: Any = None,
    *,
    counts: Any = None,
    monitor: Any = None,
    axis: Literal["emission", "incident", "transfer", "line"] = "emission",
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """A spectrum from arrays, measured elsewhere or calculated, as an input of steps.

    With a scan alone, `xes.spectrum(scan, channel=…)` is the step: the points of the scan as a spectrum.

    Parameters
    ----------
    energy : array, in eV
        The energies.
    intensity : array
        Counts over monitor, or another intensity.
    sigma : array, optional
        One standard deviation of each intensity.
    counts, monitor : array, optional
        If both are given, averages and fits use the counts.
    axis : {"emission", "incident", "transfer", "line"}
        The kind of energy.
    channel : str, optional
        For a scan only.
    label : str, optional
        Its name.

    Returns
    -------
    Result
        The spectrum.

    Raises
    ------
    XESError
        `table/…` if the arrays are not a valid spectrum.

    Examples
    --------
    >>> made = xes.spectrum(energy, counts / monitor, counts=counts, monitor=monitor, label="simulated")
    >>> xes.fit(made, model="voigt+constant")
    """
    if intensity is None:
        from . import steps

        return steps.spectrum(energy, channel=channel, label=label)
    columns = {
        "energy_eV": energy,
        "intensity": intensity,
        "sigma": sigma,
        "counts": counts,
        "monitor": monitor,
    }
    label = None if label is None else text_of("label", label)
    return made(Input(TableNode(table_of(columns, axis), label)), several=False)
