"""Optional packages for notebooks; `python -m jupyterlab_xes.extras` prints which are installed."""

import json
from importlib.metadata import PackageNotFoundError, version

# the use of each; tests compare them with the extra `notebook` in pyproject.toml
EXTRAS = {
    "xarray": "maps as arrays",
    "uncertainties": "calculating with numbers and their σ",
    "distributed": "runs on several processes (Dask)",
    "tqdm": "a progress bar of a run",
}
# a dependency of this package, unless it was installed without dependencies
NEEDED = {"pandas": "frames"}


def extras() -> list[dict]:
    """Each package with its use and its version; None if it is not installed."""
    return [{"name": name, "use": use, "version": _version(name)} for name, use in {**NEEDED, **EXTRAS}.items()]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    print(json.dumps(extras()))
