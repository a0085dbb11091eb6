"""The names of the steps and of their functions, without the functions."""

# Made by `npm run generate` from the descriptions in src/analysis/steps; do not edit.

STEP_NAMES = {
    "spectrum": "spectrum",
    "map": "map",
    "map_of_scans": "mapOfScans",
    "crop": "crop",
    "normalise_map": "normaliseMap",
    "map_difference": "mapDifference",
    "cut": "cut",
    "line_cut": "lineCut",
    "total_yield": "totalYield",
    "contours": "contours",
    "pixel_edges": "pixelEdges",
    "dead_time": "deadTime",
    "energy_axis": "energyAxis",
    "bragg_angles": "braggAngles",
    "alignment": "alignment",
    "consistency": "consistency",
    "drift": "drift",
    "average": "average",
    "stitch": "stitch",
    "calibrate": "calibrate",
    "shift": "shift",
    "elastic": "elastic",
    "reference_lines": "referenceLines",
    "normalise": "normalise",
    "normalise_arm": "normaliseArm",
    "rebin": "rebin",
    "smooth": "smooth",
    "despike": "despike",
    "background": "background",
    "fit": "fit",
    "area": "area",
    "moments": "moments",
    "difference": "difference",
    "iad": "iad",
}

# the kinds of input of each step
TAKES = {
    "spectrum": ("scan",),
    "map": ("scan",),
    "mapOfScans": ("scan",),
    "crop": ("map",),
    "normaliseMap": ("map", "spectrum",),
    "mapDifference": ("map",),
    "cut": ("map",),
    "lineCut": ("map",),
    "totalYield": ("map",),
    "contours": ("map",),
    "pixelEdges": ("map",),
    "deadTime": ("scan",),
    "energyAxis": ("scan",),
    "braggAngles": ("spectrum",),
    "alignment": ("spectrum",),
    "consistency": ("spectrum",),
    "drift": ("spectrum",),
    "average": ("spectrum", "scan",),
    "stitch": ("spectrum",),
    "calibrate": ("spectrum",),
    "shift": ("spectrum",),
    "elastic": ("spectrum",),
    "referenceLines": ("spectrum",),
    "normalise": ("spectrum",),
    "normaliseArm": ("scan",),
    "rebin": ("spectrum",),
    "smooth": ("spectrum",),
    "despike": ("spectrum",),
    "background": ("spectrum",),
    "fit": ("spectrum",),
    "area": ("spectrum",),
    "moments": ("spectrum",),
    "difference": ("spectrum",),
    "iad": ("spectrum",),
}

# steps that compute one result from all inputs
TOGETHER = (
    "mapOfScans",
    "normaliseMap",
    "mapDifference",
    "alignment",
    "consistency",
    "drift",
    "average",
    "stitch",
    "elastic",
    "difference",
    "iad",
)

# the parameter of a step that requires one more input, and the value that does
FURTHER: dict[str, tuple[str, object]] = {
    "elastic": ("calibrate", True),
    "normalise": ("by", "reference"),
    "background": ("join", True),
}

# steps that compare their first input with their second
PAIRS = (
    "mapDifference",
    "stitch",
    "difference",
    "iad",
)

# steps that return maps, whose arrays are fetched on access
MAP_STEPS = (
    "map",
    "mapOfScans",
    "crop",
    "normaliseMap",
    "mapDifference",
)
