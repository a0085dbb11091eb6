"""X-ray emission spectroscopy in JupyterLab: the server's part and a door to the engine."""

from importlib.metadata import PackageNotFoundError, version


def _version():
    """The version of the installed package; of a source tree that was never installed that of its package.json."""
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


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-xes"}]


def _jupyter_server_extension_points():
    # Imported here: a kernel that imports this package needs no web server.
    from .app import XESExtension

    return [{"module": "jupyterlab_xes", "app": XESExtension}]
