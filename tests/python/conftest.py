"""Shared by the Python tests: pytest-jupyter's server with our extension on."""

import pytest

pytest_plugins = ["pytest_jupyter.jupyter_server"]


@pytest.fixture
def jp_server_config(jp_server_config):
    """Enable the server extension."""
    return {"ServerApp": {"jpserver_extensions": {"jupyterlab_xes": True}}}
