# Made by `npm run generate` from the descriptions in src/analysis/steps; do not edit.

# a path is also a sequence of texts: its overload comes first
# mypy: disable-error-code="overload-overlap"

from collections.abc import Mapping, Sequence
from typing import Literal, overload

from .inputs import Bounds, Input, Inputs, Range, Several
from .result import Result
from .results import Results

__all__ : tuple[str, ...] = (
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

@overload
def spectrum(
    data: Input,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def spectrum(
    data: Several,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def map(
    data: Input,
    *,
    view: Literal["incident", "transfer"] = "incident",
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def map(
    data: Several,
    *,
    view: Literal["incident", "transfer"] = "incident",
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

def map_of_scans(
    inputs: Inputs,
    *,
    energies: Sequence[float] | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...

@overload
def crop(
    data: Input,
    *,
    incident: Range | None = None,
    emission: Range | None = None,
    transfer: Range | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def crop(
    data: Several,
    *,
    incident: Range | None = None,
    emission: Range | None = None,
    transfer: Range | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

def normalise_map(
    inputs: Inputs,
    *,
    range: Range | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result | Results: ...

def map_difference(
    first: Input,
    second: Input,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...

@overload
def cut(
    data: Input,
    *,
    type: Literal["CIE", "CEE", "CET"],
    at: float,
    width: float | None = None,
    value: Literal["mean", "sum"] = "mean",
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def cut(
    data: Several,
    *,
    type: Literal["CIE", "CEE", "CET"],
    at: float,
    width: float | None = None,
    value: Literal["mean", "sum"] = "mean",
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def line_cut(
    data: Input,
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
) -> Result: ...
@overload
def line_cut(
    data: Several,
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
) -> Results: ...

@overload
def total_yield(
    data: Input,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def total_yield(
    data: Several,
    *,
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def contours(
    data: Input,
    *,
    levels: Sequence[float] | None = None,
    count: int = 10,
    scale: Literal["linear", "log"] = "linear",
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def contours(
    data: Several,
    *,
    levels: Sequence[float] | None = None,
    count: int = 10,
    scale: Literal["linear", "log"] = "linear",
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def pixel_edges(
    data: Input,
    *,
    axis: Literal["incident", "emission"],
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def pixel_edges(
    data: Several,
    *,
    axis: Literal["incident", "emission"],
    channel: str | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def dead_time(
    data: Input,
    *,
    tau: float,
    label: str | None = None,
) -> Result: ...
@overload
def dead_time(
    data: Several,
    *,
    tau: float,
    label: str | None = None,
) -> Results: ...

@overload
def energy_axis(
    data: Input,
    *,
    axis: Literal["stored", "bragg", "crystal"] = "bragg",
    crystal: Literal["Si", "Ge", "quartz"] | None = None,
    reflection: Sequence[float] | None = None,
    spacing: float | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def energy_axis(
    data: Several,
    *,
    axis: Literal["stored", "bragg", "crystal"] = "bragg",
    crystal: Literal["Si", "Ge", "quartz"] | None = None,
    reflection: Sequence[float] | None = None,
    spacing: float | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def bragg_angles(
    data: Input,
    *,
    crystal: Literal["Si", "Ge", "quartz"] | None = None,
    reflection: Sequence[float] | None = None,
    spacing: float | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def bragg_angles(
    data: Several,
    *,
    crystal: Literal["Si", "Ge", "quartz"] | None = None,
    reflection: Sequence[float] | None = None,
    spacing: float | None = None,
    label: str | None = None,
) -> Results: ...

def alignment(
    inputs: Inputs,
    *,
    range: Range | None = None,
    within: float = 5,
    label: str | None = None,
) -> Result: ...

def consistency(
    inputs: Inputs,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Result: ...

def drift(
    inputs: Inputs,
    *,
    times: Sequence[float] | None = None,
    range: Range | None = None,
    label: str | None = None,
) -> Result: ...

def average(
    inputs: Inputs,
    *,
    estimator: Literal["ratio-of-sums", "mean-of-ratios", "interpolated"] | None = None,
    union: bool = False,
    weights: Sequence[float] | None = None,
    channel: str | None = None,
    label: str | None = None,
) -> Result: ...

def stitch(
    first: Input,
    second: Input,
    *,
    scale: Literal["overlap", "monitor"] = "overlap",
    factor: float | None = None,
    label: str | None = None,
) -> Result: ...

@overload
def calibrate(
    data: Input,
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
) -> Result: ...
@overload
def calibrate(
    data: Several,
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
) -> Results: ...

@overload
def shift(
    data: Input,
    *,
    by: float,
    sigma: float | None = None,
    measurement: str | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def shift(
    data: Several,
    *,
    by: float,
    sigma: float | None = None,
    measurement: str | None = None,
    label: str | None = None,
) -> Results: ...

def elastic(
    inputs: Inputs,
    *,
    energies: Sequence[float],
    calibrate: Input | bool | None = None,
    method: Literal["gaussian", "parabola", "half-cumulative"] = "gaussian",
    range: Range | None = None,
    degree: int = 1,
    label: str | None = None,
) -> Result: ...

@overload
def reference_lines(
    data: Input,
    *,
    source: Literal["bearden", "elam", "deslattes"] | None = None,
    table: Sequence[str] = (),
    beyond: float = 0,
    label: str | None = None,
) -> Result: ...
@overload
def reference_lines(
    data: Several,
    *,
    source: Literal["bearden", "elam", "deslattes"] | None = None,
    table: Sequence[str] = (),
    beyond: float = 0,
    label: str | None = None,
) -> Results: ...

@overload
def normalise(
    data: Input,
    *,
    reference: Input | bool | None = None,
    by: Literal["area", "maximum", "reference"] = "area",
    range: Range | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def normalise(
    data: Several,
    *,
    reference: Input | bool | None = None,
    by: Literal["area", "maximum", "reference"] = "area",
    range: Range | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def normalise_arm(
    data: Input,
    *,
    channel: str | None = None,
    range: Range | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def normalise_arm(
    data: Several,
    *,
    channel: str | None = None,
    range: Range | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def rebin(
    data: Input,
    *,
    width: float,
    range: Range | None = None,
    e0: float | None = None,
    k_step: float = 0.05,
    label: str | None = None,
) -> Result: ...
@overload
def rebin(
    data: Several,
    *,
    width: float,
    range: Range | None = None,
    e0: float | None = None,
    k_step: float = 0.05,
    label: str | None = None,
) -> Results: ...

@overload
def smooth(
    data: Input,
    *,
    window: int = 7,
    order: int = 3,
    derivative: int = 0,
    label: str | None = None,
) -> Result: ...
@overload
def smooth(
    data: Several,
    *,
    window: int = 7,
    order: int = 3,
    derivative: int = 0,
    label: str | None = None,
) -> Results: ...

@overload
def despike(
    data: Input,
    *,
    window: int = 7,
    threshold: float = 3.5,
    replace: Literal["remove", "median"] = "remove",
    label: str | None = None,
) -> Result: ...
@overload
def despike(
    data: Several,
    *,
    window: int = 7,
    threshold: float = 3.5,
    replace: Literal["remove", "median"] = "remove",
    label: str | None = None,
) -> Results: ...

@overload
def background(
    data: Input,
    *,
    join: Input | bool | None = None,
    model: str = "linear",
    set: Mapping[str, float] = {},
    fix: Sequence[str] = (),
    exclude: Sequence[Range] = (),
    include: Sequence[Range] = (),
    weights: Literal["poisson", "none"] = "poisson",
    label: str | None = None,
) -> Result: ...
@overload
def background(
    data: Several,
    *,
    join: Input | bool | None = None,
    model: str = "linear",
    set: Mapping[str, float] = {},
    fix: Sequence[str] = (),
    exclude: Sequence[Range] = (),
    include: Sequence[Range] = (),
    weights: Literal["poisson", "none"] = "poisson",
    label: str | None = None,
) -> Results: ...

@overload
def fit(
    data: Input,
    *,
    model: str,
    range: Range | None = None,
    set: Mapping[str, float] = {},
    fix: Sequence[str] = (),
    bounds: Mapping[str, Bounds] = {},
    tie: Mapping[str, str] = {},
    weights: Literal["poisson", "none"] = "poisson",
    label: str | None = None,
) -> Result: ...
@overload
def fit(
    data: Several,
    *,
    model: str,
    range: Range | None = None,
    set: Mapping[str, float] = {},
    fix: Sequence[str] = (),
    bounds: Mapping[str, Bounds] = {},
    tie: Mapping[str, str] = {},
    weights: Literal["poisson", "none"] = "poisson",
    label: str | None = None,
) -> Results: ...

@overload
def area(
    data: Input,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Result: ...
@overload
def area(
    data: Several,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Results: ...

@overload
def moments(
    data: Input,
    *,
    range: Range | None = None,
    threshold: float | None = None,
    ends: Literal["points", "crossings"] = "points",
    label: str | None = None,
) -> Result: ...
@overload
def moments(
    data: Several,
    *,
    range: Range | None = None,
    threshold: float | None = None,
    ends: Literal["points", "crossings"] = "points",
    label: str | None = None,
) -> Results: ...

def difference(
    first: Input,
    second: Input,
    *,
    range: Range | None = None,
    normalise: Literal["none", "area"] = "none",
    iad: bool = False,
    label: str | None = None,
) -> Result: ...

def iad(
    first: Input,
    second: Input,
    *,
    range: Range | None = None,
    label: str | None = None,
) -> Result: ...
