"""Packages that notebooks may use and not all do; `python -m jupyterlab_xes.extras` prints which are there."""

import json
from importlib.metadata import PackageNotFoundError, version

# what each is for; tests hold them to the extra `notebook` of pyproject.toml
EXTRAS = {
    "xarray": "maps as arrays",
    "uncertainties": "calculating with numbers and their σ",
    "distributed": "runs on several processes (Dask)",
    "tqdm": "a bar of how far a run is",
}
# comes with this package, unless that was installed without what it needs
NEEDED = {"pandas": "frames"}


def extras() -> list[dict]:
    """Each package with what it is for, and its version; None where it is not there."""
    return [{"name": name, "use": use, "version": _version(name)} for name, use in {**NEEDED, **EXTRAS}.items()]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    print(json.dumps(extras()))
