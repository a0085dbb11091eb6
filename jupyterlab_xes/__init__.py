"""X-ray emission spectroscopy in JupyterLab: the server's part and a door to the engine."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyterlab_xes")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-xes"}]


def _jupyter_server_extension_points():
    # Imported here: a kernel that imports this package needs no web server.
    from .app import XESExtension

    return [{"module": "jupyterlab_xes", "app": XESExtension}]
