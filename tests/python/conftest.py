"""Shared by the Python tests: pytest-jupyter's server with our extension enabled."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError

pytest_plugins = ["pytest_jupyter.jupyter_server"]

SESSION = "0a1b2c3d"


@pytest.fixture
def xes_traits():
    """Settings of the extension: a test overrides this."""
    return {}


@pytest.fixture
def jp_server_config(jp_server_config, xes_traits):
    """Enable the server extension."""
    return {
        "ServerApp": {"jpserver_extensions": {"jupyterlab_xes": True}},
        "XESExtension": xes_traits,
    }


@pytest.fixture
def extension(jp_serverapp):
    """The `XESExtension` of the running server."""
    (app,) = jp_serverapp.extension_manager.extension_apps["jupyterlab_xes"]
    return app


def entry(seq, session=SESSION, **more):
    """A valid log entry."""
    return {
        "session": session,
        "seq": seq,
        "time": "2026-11-24T22:15:00.123Z",
        "level": "info",
        "module": "plots",
        "message": f"entry {seq}",
        "path": "scans/a.nxs",
        **more,
    }


def batch(*entries, session=SESSION, folder=""):
    """A valid body."""
    return {"session": session, "folder": folder, "entries": list(entries)}


@pytest.fixture
def post(jp_fetch):
    """Post a body (JSON, or raw bytes). Returns the status and the answer."""

    async def send(route, body, **more):
        raw = body if isinstance(body, (bytes, str)) else json.dumps(body)
        try:
            response = await jp_fetch(
                "jupyterlab-xes",
                route,
                method="POST",
                body=raw,
                allow_nonstandard_methods=True,
                **more,
            )
        except HTTPClientError as error:
            response = error.response
        return response.code, json.loads(response.body)

    return send


def lines(folder, name="xes.log", session=SESSION):
    """The entries of a session in a log; every line of the file must be JSON."""
    text = (folder / "xes-diagnostics" / name).read_bytes()
    assert text.endswith(b"\n")
    entries = [json.loads(line) for line in text.split(b"\n")[:-1]]
    return [item for item in entries if session in (None, item["session"])]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A folder of synthetic scans with known truth."""
    folder = tmp_path_factory.mktemp("demo")
    script = Path(__file__).resolve().parents[2] / "scripts" / "make-demo-scans.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, timeout=120)
    return folder


def pytest_addoption(parser):
    """`--every-copy-whole`, for `npm run test:machines`."""
    parser.addoption(
        "--every-copy-whole",
        action="store_true",
        help="compare all spectra in each of the copies that differ in the last bits",
    )


@pytest.fixture(scope="session")
def every_copy_whole(request):
    """Whether each copy that differs in the last bits has all spectra."""
    return request.config.getoption("--every-copy-whole")
