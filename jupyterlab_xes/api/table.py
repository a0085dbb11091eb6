"""Spectra of arrays."""

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
    """A spectrum of arrays: what was measured elsewhere, or calculated, as the input of steps.

    With a scan alone, `xes.spectrum(scan, channel=…)` is the step: the points of the scan as a spectrum.

    Parameters
    ----------
    energy : array, in eV
        What it runs along.
    intensity : array
        Counts over monitor, or whatever it is.
    sigma : array, optional
        One standard deviation of each intensity.
    counts, monitor : array, optional
        With both of them averages and fits are those of the counts.
    axis : {"emission", "incident", "transfer", "line"}
        What the energies are.
    channel : str, optional
        Of a scan alone.
    label : str, optional
        What it is called.

    Returns
    -------
    Result
        The spectrum.

    Raises
    ------
    XESError
        `table/…` where the arrays make no spectrum.

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
