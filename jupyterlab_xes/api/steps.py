"""The steps of an analysis as functions that return results."""

# Made by `npm run generate` from the descriptions in src/analysis/steps; do not edit.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from .call import call

if TYPE_CHECKING:
    from .inputs import Bounds, Input, Inputs, Range
    from .result import Result
    from .results import Results

__all__ = (
    "map",
    "map_of_scans",
    "crop",
    "normalise_map",
    "map_difference",
    "cut",
    "line_cut",
    "total_yield",
    "contours",
    "pixel_edges",
    "dead_time",
    "energy_axis",
    "bragg_angles",
    "alignment",
    "consistency",
    "drift",
    "average",
    "stitch",
    "calibrate",
    "shift",
    "elastic",
    "reference_lines",
    "normalise",
    "normalise_arm",
    "rebin",
    "smooth",
    "despike",
    "background",
    "fit",
    "area",
    "moments",
    "difference",
    "iad",
)


def spectrum(
    data: Inputs,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """The points of a scan as one spectrum: ΣN/ΣI1 at each energy, with its σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A scan; each of several is processed separately.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "spectrum",
        data,
        {"channel": channel},
        label=label,
    )


def map(
    data: Inputs,
    *,
    view: Literal["incident", "transfer"] = "incident",
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """The points of an RXES scan as a map on its measured grid: ΣN/ΣI1 in each cell, with its σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A scan; each of several is processed separately.
    view : {"incident", "transfer"}, default "incident"
        Second energy: emission ω, or energy transfer Ω − ω, each cell its own.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A map: its `array` (xarray) or `frame`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "map",
        data,
        {"view": view, "channel": channel},
        label=label,
    )


def map_of_scans(
    inputs: Inputs,
    *,
    energies: Sequence[float] | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result:
    """A map composed of many scans: emission scans, each at its own incident energy, or HERFD scans,
    each at its own emission energy.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a scan; the step works on all of them together.
    energies : list of float, in eV, optional
        The energy that stood still in each scan, in their order: Ω of emission scans, ω of HERFD
        scans. Without it those that the files declare.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A map: its `array` (xarray) or `frame`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "mapOfScans",
        inputs,
        {"energies": energies, "channel": channel},
        label=label,
    )


def crop(
    data: Inputs,
    *,
    incident: Range | None = None,
    emission: Range | None = None,
    transfer: Range | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """The part of a map whose cells lie in ranges of Ω, ω and Δ: measured cells as they are, with
    their counts.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A map; each of several is processed separately. Of a scan its channel is taken, as a map
        where it is one, else as a spectrum.
    incident : (low, high), in eV, optional
        Which incident energies Ω stay; without it all.
    emission : (low, high), in eV, optional
        Which emission energies ω stay; without it all.
    transfer : (low, high), in eV, optional
        Which energy transfers Δ = Ω − ω stay; without it all. Cells beside the band become empty.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A map: its `array` (xarray) or `frame`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "crop",
        data,
        {"incident": incident, "emission": emission, "transfer": transfer, "channel": channel},
        label=label,
    )


def normalise_map(
    inputs: Inputs,
    *,
    range: Range | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """Divide maps by the area of the one emission spectrum among the inputs, such as an XES scan of
    the same sample, with σ.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a map or a spectrum; the step works on all of them together. Of a scan its channel is
        taken, as a map where it is one, else as a spectrum.
    range : (low, high), in eV, optional
        Over which emission energies the area is taken; without it all.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A map: its `array` (xarray) or `frame`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "normaliseMap",
        inputs,
        {"range": range, "channel": channel},
        label=label,
    )


def map_difference(
    first: Input,
    second: Input,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Result:
    """The first map less the second, cell by cell, with σ; their grids must be equal, for nothing is
    interpolated.

    Parameters
    ----------
    first : Scan, Result, path, DataFrame
        A map. Of a scan its channel is taken, as a map where it is one, else as a spectrum.
    second : Scan, Result, path, DataFrame
        The other input.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A map: its `array` (xarray) or `frame`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "mapDifference",
        (first, second),
        {"channel": channel},
        label=label,
    )


def cut(
    data: Inputs,
    *,
    type: Literal["CIE", "CEE", "CET"],
    at: float,
    width: float | None = None,
    value: Literal["mean", "sum"] = "mean",
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """A cut through an RXES map: the measured cells with |q − at| ≤ width/2, with their σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A map; each of several is processed separately. Of a scan its channel is taken, as a map
        where it is one, else as a spectrum.
    type : {"CIE", "CEE", "CET"}
        What is held constant: incident energy (CIE), emission energy (CEE, a HERFD spectrum) or
        energy transfer (CET).
    at : float, in eV
        The constant energy.
    width : float (≥ 0), in eV, optional
        Full width of the band; without it one step of the energy that is held constant.
    value : {"mean", "sum"}, default "mean"
        Whether the cells in the band are averaged or summed.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "cut",
        data,
        {"type": type, "at": at, "width": width, "value": value, "channel": channel},
        label=label,
    )


def line_cut(
    data: Inputs,
    *,
    from_incident: float,
    from_emission: float,
    to_incident: float,
    to_emission: float,
    width: float = 0,
    step: float | None = None,
    value: Literal["mean", "sum"] = "mean",
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """A cut through an RXES map along any straight line, with σ: with a width, from the measured cells
    in its band; without, interpolated between cells.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A map; each of several is processed separately. Of a scan its channel is taken, as a map
        where it is one, else as a spectrum.
    from_incident : float, in eV
        Incident energy where the line begins.
    from_emission : float, in eV
        Emission energy where the line begins.
    to_incident : float, in eV
        Incident energy where it ends.
    to_emission : float, in eV
        Emission energy where it ends.
    width : float (≥ 0), in eV, default 0
        Full width of the band across the line; 0 is the line itself.
    step : float (> 0), in eV, optional
        Distance of the points; without it the larger step of the two axes.
    value : {"mean", "sum"}, default "mean"
        Whether the cells in the band are averaged or summed.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "lineCut",
        data,
        {"fromIncident": from_incident, "fromEmission": from_emission, "toIncident":
        to_incident, "toEmission": to_emission, "width": width, "step": step, "value": value,
        "channel": channel},
        label=label,
    )


def total_yield(
    data: Inputs,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """The sum of a map over the emission energy at each incident energy, with σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A map; each of several is processed separately. Of a scan its channel is taken, as a map
        where it is one, else as a spectrum.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "totalYield",
        data,
        {"channel": channel},
        label=label,
    )


def contours(
    data: Inputs,
    *,
    levels: Sequence[float] | None = None,
    count: int = 10,
    scale: Literal["linear", "log"] = "linear",
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """Contours of an RXES map through the centres of its cells, at their true energies: a row a
    vertex, in Ω, ω and Ω − ω.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A map; each of several is processed separately. Of a scan its channel is taken, as a map
        where it is one, else as a spectrum.
    levels : list of float, optional
        Intensities of the contours.
    count : int (≥ 1, ≤ 1000), default 10
        How many, where no levels are given, between the lowest and the highest cell.
    scale : {"linear", "log"}, default "linear"
        Whether these are equal steps or equal ratios apart.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "contours",
        data,
        {"levels": levels, "count": count, "scale": scale, "channel": channel},
        label=label,
    )


def pixel_edges(
    data: Inputs,
    *,
    axis: Literal["incident", "emission"],
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """Edges of the cells of an RXES map along one axis, the midpoints between neighbouring energies: n
    + 1 for n cells.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A map; each of several is processed separately. Of a scan its channel is taken, as a map
        where it is one, else as a spectrum.
    axis : {"incident", "emission"}
        Along which energy.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "pixelEdges",
        data,
        {"axis": axis, "channel": channel},
        label=label,
    )


def dead_time(
    data: Inputs,
    *,
    tau: float,
    label: str | None = None,
) -> Result | Results:
    """Correct the counts of a scan for dead time: N/(1 − Nτ/t), for a detector that is not paralysed.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A scan; each of several is processed separately.
    tau : float (≥ 0), in s
        Dead time τ of a count.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A scan, for further steps.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "deadTime",
        data,
        {"tau": tau},
        label=label,
    )


def energy_axis(
    data: Inputs,
    *,
    axis: Literal["stored", "bragg", "crystal"] = "bragg",
    crystal: Literal["Si", "Ge", "quartz"] | None = None,
    reflection: Sequence[float] | None = None,
    spacing: float | None = None,
    label: str | None = None,
) -> Result | Results:
    """Emission energies as stored, refined from the Bragg angle (I20 stores them truncated to 0.01
    eV), or those of the angle and a crystal.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A scan; each of several is processed separately.
    axis : {"stored", "bragg", "crystal"}, default "bragg"
        Which energies: as stored; these without their truncation; or hc/(2d sinθ) of the crystal
        that is named.
    crystal : {"Si", "Ge", "quartz"}, optional
        Analyser crystal.
    reflection : list of float, optional
        Its reflection, three Miller indices.
    spacing : float (> 0), in Å, optional
        Spacing of its planes, in place of crystal and reflection.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A scan, for further steps.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "energyAxis",
        data,
        {"axis": axis, "crystal": crystal, "reflection": reflection, "spacing": spacing},
        label=label,
    )


def bragg_angles(
    data: Inputs,
    *,
    crystal: Literal["Si", "Ge", "quartz"] | None = None,
    reflection: Sequence[float] | None = None,
    spacing: float | None = None,
    label: str | None = None,
) -> Result | Results:
    """Bragg angle of an analyser crystal at each energy of a spectrum: sinθ = hc/(2dE).

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    crystal : {"Si", "Ge", "quartz"}, optional
        Analyser crystal.
    reflection : list of float, optional
        Its reflection, three Miller indices.
    spacing : float (> 0), in Å, optional
        Spacing of its planes, in place of crystal and reflection.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "braggAngles",
        data,
        {"crystal": crystal, "reflection": reflection, "spacing": spacing},
        label=label,
    )


def alignment(
    inputs: Inputs,
    *,
    range: Range | None = None,
    within: float = 5,
    label: str | None = None,
) -> Result:
    """Energy shift of each spectrum relative to the first, the reference: shift ± σ, scale and χ²/dof.
    Nothing is moved.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a spectrum; the step works on all of them together. Of a scan its channel is taken, as
        a map where it is one, else as a spectrum.
    range : (low, high), in eV, optional
        Over which energies; without it all.
    within : float (> 0), in eV, default 5
        How far to look; never further than a third of the range.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "alignment",
        inputs,
        {"range": range, "within": within},
        label=label,
    )


def consistency(
    inputs: Inputs,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Result:
    """Quality: how scans agree before they are averaged: shift ± σ and scale of each against the
    others, its area and centroid, χ²/dof, outliers, and whether the series drifts.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a spectrum; the step works on all of them together. Of a scan its channel is taken, as
        a map where it is one, else as a spectrum.
    range : (low, high), in eV, optional
        Over which energies; without it all.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "consistency",
        inputs,
        {"range": range},
        label=label,
    )


def drift(
    inputs: Inputs,
    *,
    times: Sequence[float] | None = None,
    range: Range | None = None,
    label: str | None = None,
) -> Result:
    """How a series of scans changes, as by radiation damage: area, centroid and IAD of each, and a
    test of their trends.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a spectrum; the step works on all of them together. Of a scan its channel is taken, as
        a map where it is one, else as a spectrum.
    times : list of float, optional
        Times or doses of the scans, in any unit; without them the hours since the first was begun,
        or their order where the times of some are not known (ISO 8601 is understood).
    range : (low, high), in eV, optional
        Over which energies; without it all.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "drift",
        inputs,
        {"times": times, "range": range},
        label=label,
    )


def average(
    inputs: Inputs,
    *,
    estimator: Literal["ratio-of-sums", "mean-of-ratios", "interpolated"] | None = None,
    union: bool = False,
    weights: Sequence[float] | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result:
    """Several spectra as one: ΣN/ΣI1 at each energy, with σ and the scatter between them.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a spectrum or a scan; the step works on all of them together.
    estimator : {"ratio-of-sums", "mean-of-ratios", "interpolated"}, optional
        How: ΣN/ΣI1, the mean of N/I1, or the mean of interpolated N/I1; without it ΣN/ΣI1 where
        counts are known and the grids agree, else interpolated.
    union : bool, default False
        Over all energies that any scan covers, with a column of how many do, not only those that
        all cover.
    weights : list of float, optional
        How much each counts, in their order, 0 leaving it out; without them all the same, which has
        the least noise.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "average",
        inputs,
        {"estimator": estimator, "union": union, "weights": weights, "channel": channel},
        label=label,
    )


def stitch(
    first: Input,
    second: Input,
    *,
    scale: Literal["overlap", "monitor"] = "overlap",
    factor: float | None = None,
    label: str | None = None,
) -> Result:
    """Join two ranges of a spectrum, the second scaled onto the first, with σ of the scale.

    Parameters
    ----------
    first : Scan, Result, path, DataFrame
        A spectrum. Of a scan its channel is taken, as a map where it is one, else as a spectrum.
    second : Scan, Result, path, DataFrame
        The other input.
    scale : {"overlap", "monitor"}, default "overlap"
        How the second is scaled: on the overlap, or by 1 (both are over their monitor).
    factor : float (> 0), optional
        Or what the second is multiplied by.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "stitch",
        (first, second),
        {"scale": scale, "factor": factor},
        label=label,
    )


def calibrate(
    data: Inputs,
    *,
    found: Sequence[float],
    sigmas: Sequence[float] | None = None,
    measurement: str | None = None,
    energies: Sequence[float] | None = None,
    lines: Sequence[str] | None = None,
    source: Literal["bearden", "elam", "deslattes"] | None = None,
    table: Sequence[str] = (),
    degree: int = 1,
    label: str | None = None,
) -> Result | Results:
    """Put a spectrum on a calibrated energy axis, through lines whose energies are known.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    found : list of float, in eV
        Where lines of known energies were found, on the axis as it is now.
    sigmas : list of float, in eV, optional
        How well it is known where they were found (σ), in the same order: it weighs the lines, and
        goes into σ of positions on the new axis.
    measurement : str, optional
        Name of the measurement that sigmas come from: equal places with equal σ of one name share
        their uncertainty, others do not; without names all equal ones do.
    energies : list of float, in eV, optional
        What the energies of these lines are, in the same order: each line is moved from where it
        was found to its energy.
    lines : list of str, optional
        Or which lines of the table they are, in the same order, such as "Zn Kα1;Zn Kβ1,3".
    source : {"bearden", "elam", "deslattes"}, optional
        Whose energies: of Bearden (Rev. Mod. Phys. 39 (1967) 78), of Elam (Radiat. Phys. Chem. 63
        (2002) 121) or of Deslattes (Rev. Mod. Phys. 75 (2003) 35), who gives σ; they differ by up
        to 3.1 eV. Without it Bearden’s, and Elam’s of lines that Bearden has not (Kβ1 of the one is
        Kβ1,3 of the other).
    table : list of str, default ()
        Lines of one’s own, which go before those that are known, such as "Zn Kβ1,3=9572.1 (own
        standard)".
    degree : int (≥ 0, ≤ 4), default 1
        Degree of the polynomial; 0 is a shift.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "calibrate",
        data,
        {"found": found, "sigmas": sigmas, "measurement": measurement, "energies": energies,
        "lines": lines, "source": source, "table": table, "degree": degree},
        label=label,
    )


def shift(
    data: Inputs,
    *,
    by: float,
    sigma: float | None = None,
    measurement: str | None = None,
    label: str | None = None,
) -> Result | Results:
    """Move a spectrum along its energy axis.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    by : float, in eV
        How far; to higher energies where positive.
    sigma : float (≥ 0), in eV, optional
        Its σ, where it was measured, as by an alignment: then it is given as a number with it.
    measurement : str, optional
        Name of the measurement that its σ comes from: shifts of one name share their uncertainty,
        others do not; without names those by equal numbers do.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "shift",
        data,
        {"by": by, "sigma": sigma, "measurement": measurement},
        label=label,
    )


def elastic(
    inputs: Inputs,
    *,
    energies: Sequence[float],
    calibrate: Input | bool | None = None,
    method: Literal["gaussian", "parabola", "half-cumulative"] = "gaussian",
    range: Range | None = None,
    degree: int = 1,
    label: str | None = None,
) -> Result:
    """A calibration from scans of elastic lines at known incident energies: E = Σ cₖ(E − origin)ᵏ.

    Parameters
    ----------
    inputs : list of Scan, Result, path, DataFrame
        Each a spectrum; the step works on all of them together. Of a scan its channel is taken, as
        a map where it is one, else as a spectrum.
    calibrate : Scan, Result, path, DataFrame, optional
        What is put on the calibrated energies; without it the numbers alone are given.
    energies : list of float, in eV
        Incident energies of the scans, in their order.
    method : {"gaussian", "parabola", "half-cumulative"}, default "gaussian"
        How the place of a line is found.
    range : (low, high), in eV, optional
        Where to look; without it everywhere.
    degree : int (≥ 0, ≤ 4), default 1
        Degree of the polynomial; 0 is a shift.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "elastic",
        inputs,
        {"energies": energies, "method": method, "range": range, "degree": degree},
        further=("calibrate", True, calibrate),
        label=label,
    )


def reference_lines(
    data: Inputs,
    *,
    source: Literal["bearden", "elam", "deslattes"] | None = None,
    table: Sequence[str] = (),
    beyond: float = 0,
    label: str | None = None,
) -> Result | Results:
    """Tabulated emission lines and absorption edges at the energies of a spectrum, each with its
    source.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    source : {"bearden", "elam", "deslattes"}, optional
        Whose energies: of Bearden (Rev. Mod. Phys. 39 (1967) 78), of Elam (Radiat. Phys. Chem. 63
        (2002) 121) or of Deslattes (Rev. Mod. Phys. 75 (2003) 35), who gives σ; they differ by up
        to 3.1 eV. Without it Bearden’s, and Elam’s of lines that Bearden has not (Kβ1 of the one is
        Kβ1,3 of the other).
    table : list of str, default ()
        Lines of one’s own, which go before those that are known, such as "Zn Kβ1,3=9572.1 (own
        standard)".
    beyond : float (≥ 0), in eV, default 0
        How far beyond its ends to look too.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A table: its `frame`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "referenceLines",
        data,
        {"source": source, "table": table, "beyond": beyond},
        label=label,
    )


def normalise(
    data: Inputs,
    *,
    reference: Input | bool | None = None,
    by: Literal["area", "maximum", "reference"] = "area",
    range: Range | None = None,
    label: str | None = None,
) -> Result | Results:
    """Divide a spectrum by its area, its maximum, or the area of a reference, with σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    reference : Scan, Result, path, DataFrame, optional
        What the area is taken of, such as another scan or the other arm.
    by : {"area", "maximum", "reference"}, default "area"
        What it is divided by; "reference" is the area of the last input (another scan, or the other
        arm).
    range : (low, high), in eV, optional
        Where; without it over all.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "normalise",
        data,
        {"by": by, "range": range},
        further=("by", "reference", reference),
        label=label,
    )


def normalise_arm(
    data: Inputs,
    *,
    channel: str | None = None,
    range: Range | None = None,
    label: str | None = None,
) -> Result | Results:
    """Divide the spectrum of one arm by the area of the other arm’s, measured at the same time, with
    σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A scan; each of several is processed separately.
    channel : str, such as "upper", "lower", "default", optional
        Channel of the scan, such as an arm of the spectrometer; without it the first that measured
        what the scan is.
    range : (low, high), in eV, optional
        Where in the other arm; without it over all.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "normaliseArm",
        data,
        {"channel": channel, "range": range},
        label=label,
    )


def rebin(
    data: Inputs,
    *,
    width: float,
    range: Range | None = None,
    e0: float | None = None,
    k_step: float = 0.05,
    label: str | None = None,
) -> Result | Results:
    """Put points together in bins: ΣN/ΣI1 in each, no count lost or made.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    width : float (> 0), in eV
        Width of a bin.
    range : (low, high), in eV, optional
        From where to where; without it over all.
    e0 : float, in eV, optional
        Absorption edge, above which bins are of one width in wave number.
    k_step : float (> 0), in 1/Å, default 0.05
        Width of a bin in wave number above the edge.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "rebin",
        data,
        {"width": width, "range": range, "e0": e0, "kStep": k_step},
        label=label,
    )


def smooth(
    data: Inputs,
    *,
    window: int = 7,
    order: int = 3,
    derivative: int = 0,
    label: str | None = None,
) -> Result | Results:
    """Smooth a spectrum by polynomials through windows (Savitzky–Golay), or differentiate it, with σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    window : int (≥ 1), default 7
        Points of a window, odd.
    order : int (≥ 0), default 3
        Degree of the polynomials, below the window.
    derivative : int (≥ 0), default 0
        Which derivative by energy; 0 is the curve itself.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "smooth",
        data,
        {"window": window, "order": order, "derivative": derivative},
        label=label,
    )


def despike(
    data: Inputs,
    *,
    window: int = 7,
    threshold: float = 3.5,
    replace: Literal["remove", "median"] = "remove",
    label: str | None = None,
) -> Result | Results:
    """Take out spikes: points far from the median of those about them (Hampel).

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    window : int (≥ 3), default 7
        Points of the window about each, odd.
    threshold : float (> 0), default 3.5
        How many σ from the median make a spike; counting alone makes one of no more than 1 in 2100
        points at 3.5, 1 in 370 at 3, 1 in 1.7 million at 5.
    replace : {"remove", "median"}, default "remove"
        Whether spikes are left out, or the median takes their place.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "despike",
        data,
        {"window": window, "threshold": threshold, "replace": replace},
        label=label,
    )


def background(
    data: Inputs,
    *,
    join: Input | bool | None = None,
    model: str = "linear",
    set: Mapping[str, float] = {},
    fix: Sequence[str] = (),
    exclude: Sequence[Range] = (),
    include: Sequence[Range] = (),
    weights: Literal["poisson", "none"] = "poisson",
    label: str | None = None,
) -> Result | Results:
    """Fit a background outside the lines and take it off; area and centroid of what is left, with σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    join : Scan, Result, path, DataFrame, optional
        A wider scan of the same sample, around the first: the background is fitted to both.
    model : str, default "linear"
        Shapes joined by +: constant, linear, quadratic, polynomialN, exponential, endpoints; tails
        of pearson7, voigt, lorentzian, gaussian; edge (an absorption edge).
    set : dict of float by name, default {}
        Where parameters start, such as center=9572,sigma=3.
    fix : list of str, default ()
        Parameters that stay where they start.
    exclude : list of (low, high), in eV, default ()
        Where the lines are: these points are not fitted.
    include : list of (low, high), in eV, default ()
        Windows: only these points are fitted; all where there is none.
    weights : {"poisson", "none"}, default "poisson"
        How points count: by Poisson likelihood where their counts are known (else by 1/σ²), or all
        alike.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "background",
        data,
        {"model": model, "set": set, "fix": fix, "exclude": exclude, "include": include,
        "weights": weights},
        further=("join", True, join),
        label=label,
    )


def fit(
    data: Inputs,
    *,
    model: str,
    range: Range | None = None,
    set: Mapping[str, float] = {},
    fix: Sequence[str] = (),
    bounds: Mapping[str, Bounds] = {},
    tie: Mapping[str, str] = {},
    weights: Literal["poisson", "none"] = "poisson",
    label: str | None = None,
) -> Result | Results:
    """Fit a sum of line shapes: values with σ, correlations, χ², AIC and BIC, a report as lmfit’s.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    model : str
        Shapes joined by +, such as voigt+voigt+linear; a repeated one has its name as prefix
        (voigt2_center).
    range : (low, high), in eV, optional
        Which points; without it all.
    set : dict of float by name, default {}
        Where parameters start.
    fix : list of str, default ()
        Parameters that stay where they start.
    bounds : dict of (low, high) by name, either None where there is none, default {}
        Least and largest values, such as sigma=0.1:5.
    tie : dict of str by name, default {}
        Parameters that follow from others, such as voigt_sigma=sigma.
    weights : {"poisson", "none"}, default "poisson"
        How points count: by Poisson likelihood where their counts are known (else by 1/σ²), or all
        alike.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "fit",
        data,
        {"model": model, "range": range, "set": set, "fix": fix, "bounds": bounds, "tie": tie,
        "weights": weights},
        label=label,
    )


def area(
    data: Inputs,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Result | Results:
    """Area of a spectrum over a range, its ends interpolated, with σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    range : (low, high), in eV, optional
        Over which energies; without it all.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        Its `numbers`, with σ.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "area",
        data,
        {"range": range},
        label=label,
    )


def moments(
    data: Inputs,
    *,
    range: Range | None = None,
    threshold: float | None = None,
    ends: Literal["points", "crossings"] = "points",
    label: str | None = None,
) -> Result | Results:
    """Area M0, centroid M1, variance M2, peak position and full width at half maximum, with σ.

    Parameters
    ----------
    data : Scan, Result, path, DataFrame, or a list of them
        A spectrum; each of several is processed separately. Of a scan its channel is taken, as a
        map where it is one, else as a spectrum.
    range : (low, high), in eV, optional
        Over which energies; without it all.
    threshold : float (≥ 0, ≤ 1), optional
        Only the points about the highest that reach this fraction of it.
    ends : {"points", "crossings"}, default "points"
        Where the line above the threshold ends: at its last points, or interpolated where it is
        crossed.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        Its `numbers`, with σ.
    Results
        For several inputs: one for each, in the same order.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "moments",
        data,
        {"range": range, "threshold": threshold, "ends": ends},
        label=label,
    )


def difference(
    first: Input,
    second: Input,
    *,
    range: Range | None = None,
    normalise: Literal["none", "area"] = "none",
    iad: bool = False,
    label: str | None = None,
) -> Result:
    """The first spectrum less the second, where both were measured, with σ.

    Parameters
    ----------
    first : Scan, Result, path, DataFrame
        A spectrum. Of a scan its channel is taken, as a map where it is one, else as a spectrum.
    second : Scan, Result, path, DataFrame
        The other input.
    range : (low, high), in eV, optional
        Over which energies; without it all that both cover.
    normalise : {"none", "area"}, default "none"
        Whether each is divided by its own area first.
    iad : bool, default False
        Give their IAD beside it, as the step `iad` has it.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "difference",
        (first, second),
        {"range": range, "normalise": normalise, "iad": iad},
        label=label,
    )


def iad(
    first: Input,
    second: Input,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Result:
    """Integrated absolute difference of two spectra of area 1, with σ and what noise alone would give.

    Parameters
    ----------
    first : Scan, Result, path, DataFrame
        A spectrum. Of a scan its channel is taken, as a map where it is one, else as a spectrum.
    second : Scan, Result, path, DataFrame
        The other input.
    range : (low, high), in eV, optional
        Over which energies; without it all that both cover.
    label : str, optional
        Label of the result; by default from its inputs.

    Returns
    -------
    Result
        Its `numbers`, with σ.

    Raises
    ------
    XESError
        If the step refuses: with a `code`, and a sentence that says what to do.

    Warns
    -----
    XESWarning
        What is to be known of the result; all of it stands in `result.warnings`.
    """
    return call(
        "iad",
        (first, second),
        {"range": range},
        label=label,
    )
