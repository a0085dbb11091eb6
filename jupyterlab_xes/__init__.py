"""X-ray emission spectroscopy in JupyterLab: `import jupyterlab_xes as xes`.

`xes.open` opens a scan, the steps (`xes.average`, `xes.background`, `xes.fit`, …) work on it, `xes.Analysis` opens an
analysis saved in the viewer. docs/python-api.md lists the whole API.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from .api.names import PUBLIC, STARRED

__all__ = STARRED  # noqa: PLE0605


def _version():
    """The version of the installed package, or that in package.json for a source tree that was never installed."""
    try:
        return version("jupyterlab_xes")
    except PackageNotFoundError:
        # Imported here: an installed package never needs them.
        import json
        from pathlib import Path

        try:
            package = (Path(__file__).parents[1] / "package.json").read_text(encoding="utf-8")
            return json.loads(package)["version"]
        except (OSError, ValueError, KeyError):
            return "0+unknown"


__version__ = _version()


def __getattr__(name):
    """A public name, imported on first use: the server that imports this package needs neither numpy nor pandas."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{PUBLIC[name]}", __name__), name, None)
    if value is None:
        value = import_module(f".{PUBLIC[name]}.{name}", __name__)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*PUBLIC, "__version__", "__doc__", "__all__"})


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-xes"}]


def _jupyter_server_extension_points():
    # Imported here: a kernel that imports this package needs no web server.
    from .app import XESExtension

    return [{"module": "jupyterlab_xes", "app": XESExtension}]
