"""The modules of the public names of `jupyterlab_xes`, which are imported on first use."""

from .stepnames import STEP_NAMES

PUBLIC = {
    "Analysis": "api.analysis",
    "Number": "api.number",
    "Result": "api.result",
    "Results": "api.results",
    "RunResult": "api.batch",
    "Scan": "api.scan",
    "Viewer": "api.viewer",
    "XESError": "engineprocess.errors",
    "XESWarning": "api.warned",
    "demo_scans": "demo",
    "doctor": "api.checked",
    "open": "api.scan",
    "run": "api.batch",
    "spectrum": "api.table",
    "steps": "api",
    "view": "api.view",
} | {name: "api.steps" for name in STEP_NAMES if name != "spectrum"}

# not with `import *`: they would hide built-in functions
STARRED = sorted(name for name in PUBLIC if name not in ("open", "map"))
