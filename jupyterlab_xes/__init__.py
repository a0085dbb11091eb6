"""X-ray emission spectroscopy in JupyterLab: the server's part and the Python entry to the engine."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyterlab_xes")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-xes"}]


def _jupyter_server_extension_points():
    return [{"module": "jupyterlab_xes"}]


def _load_jupyter_server_extension(server_app):
    """Add the routes of the extension to a Jupyter server."""
    from .routes import setup_handlers

    setup_handlers(server_app.web_app)
    server_app.log.info("jupyterlab_xes %s: server extension loaded", __version__)
