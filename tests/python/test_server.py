"""The server extension answers, and only to those who are logged in."""

import json
import platform
import subprocess
import sys

import pytest
from tornado.httpclient import HTTPClientError


async def test_about(jp_fetch):
    response = await jp_fetch("jupyterlab-xes", "about")
    assert response.code == 200
    about = json.loads(response.body)
    assert set(about) == {"version", "python", "features"}
    assert about["python"] == platform.python_version()
    assert about["features"] == ["log", "health", "schemas"]


async def test_about_is_authenticated(jp_fetch, jp_serverapp, http_server_client):
    url = jp_serverapp.base_url + "jupyterlab-xes/about"
    with pytest.raises(HTTPClientError) as refused:
        await http_server_client.fetch(url, follow_redirects=False)
    assert refused.value.code in (302, 403)


def test_module_runs_the_engine():
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlab_xes", "inspect", "no-such-file.nxs", "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"]["code"] == "file/not-found"
