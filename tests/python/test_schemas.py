"""Facility schemas next to the data and in Python packages reach the page and the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
from cli import ENGINE
from tornado.httpclient import HTTPClientError

from jupyterlab_xes import schemas


def schema(name, counts="apd"):
    """A facility with one detector."""
    return {
        "type": "xes-facility",
        "version": 1,
        "name": name,
        "hdf5": {
            "recognise": {"paths": ["/scan_*/counters/apd"]},
            "entries": "scan_*",
            "emission": {"paths": "motors/analyser", "unit": "keV"},
            "channels": [{"counts": f"counters/{counts}"}],
        },
    }


def write(path, content):
    """Write a file, creating its parent folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def scan(tmp_path):
    """A file that does not describe its content."""
    path = tmp_path / "visit" / "day" / "scan.h5"
    path.parent.mkdir(parents=True)
    with h5py.File(path, "w") as file:
        file["scan_0042/motors/analyser"] = np.array([8.638, 8.639, 8.640])
        file["scan_0042/counters/apd"] = np.array([10, 0, 40])
    return path


async def ask(jp_fetch, folder):
    response = await jp_fetch("jupyterlab-xes", "schemas", params={"folder": folder})
    return json.loads(response.body)


async def test_the_nearest_comes_first(jp_fetch, jp_root_dir):
    near = write(jp_root_dir / "a" / "b" / "xes-schema.json", schema("near"))
    far = write(jp_root_dir / "xes-schema.json", [schema("far")])
    beside = (await ask(jp_fetch, "a/b"))["beside"]
    assert beside == [
        {"from": "a/b/xes-schema.json", "text": near.read_text()},
        {"from": "xes-schema.json", "text": far.read_text()},
    ]
    assert [entry["from"] for entry in (await ask(jp_fetch, "a"))["beside"]] == ["xes-schema.json"]


@pytest.mark.parametrize("folder", ["..", "a/../..", "a\\..\\.."])
async def test_nothing_outside_is_searched(jp_fetch, folder):
    with pytest.raises(HTTPClientError) as refused:
        await ask(jp_fetch, folder)
    assert refused.value.code == 400


async def test_a_binary_schema_is_named(jp_fetch, jp_root_dir):
    (jp_root_dir / "xes-schema.json").write_bytes(b"\xff\xfe\x00\xff")
    [one] = (await ask(jp_fetch, ""))["beside"]
    assert one["from"] == "xes-schema.json"
    assert one["fault"].startswith("it can't be read")


async def test_a_huge_schema_is_not_sent(jp_fetch, jp_root_dir):
    write(jp_root_dir / "xes-schema.json", " " * (schemas.MOST_BYTES + 1))
    [one] = (await ask(jp_fetch, ""))["beside"]
    assert one["text"] == ""
    assert f"{schemas.MOST_BYTES} are read" in one["fault"]


async def test_the_route_is_authenticated(jp_serverapp, http_server_client):
    url = jp_serverapp.base_url + "jupyterlab-xes/schemas"
    with pytest.raises(HTTPClientError) as refused:
        await http_server_client.fetch(url, follow_redirects=False)
    assert refused.value.code in (302, 403)


async def test_a_data_folder_of_a_package(jp_fetch, tmp_path, monkeypatch):
    share = tmp_path / "share"
    file = write(share / "xes-schemas" / "b7.json", schema("Beamline 7"))
    monkeypatch.setenv("JUPYTER_PATH", str(share))
    found = (await ask(jp_fetch, ""))["packages"]
    assert {"from": str(file), "text": file.read_text()} in found


def test_an_entry_point_names_a_package(tmp_path, monkeypatch):
    file = write(tmp_path / "site" / "beamline_seven" / "b7.json", schema("Beamline 7"))
    write(file.parent / "__init__.py", "raise RuntimeError('nothing of it is run')")
    points = "[jupyterlab_xes.schemas]\nb7 = beamline_seven\ngone = no_such_package\n"
    info = tmp_path / "site" / "beamline_seven-1.dist-info"
    write(info / "METADATA", "Metadata-Version: 2.1\nName: beamline_seven\nVersion: 1\n")
    write(info / "entry_points.txt", points)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert str(file.parent) in schemas.folders()
    assert {"from": str(file), "text": file.read_text()} in schemas.of_packages()


def inspect(scan, **environment):
    """Output of the package's command line for a scan."""
    return subprocess.run(
        [sys.executable, "-m", "jupyterlab_xes", "inspect", str(scan), "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")
def test_the_command_line_uses_them(scan, tmp_path):
    refused = inspect(scan)
    assert json.loads(refused.stderr)["error"]["code"] == "scan/columns-unknown"
    share = tmp_path / "share"
    package = write(share / "xes-schemas" / "b7.json", schema("Package"))
    environment = {"JUPYTER_PATH": str(share)}
    read = json.loads(inspect(scan, **environment).stdout)
    assert read["schema"]["name"] == read["facility"] == "Package"
    assert Path(read["schema"]["from"]) == package
    assert read["emission"]["default"] == {"min": 8638, "max": 8640, "unit": "eV"}
    # schemas next to the data come first
    write(tmp_path / "visit" / "xes-schema.json", schema("Beside"))
    read = json.loads(inspect(scan, **environment).stdout)
    assert read["schema"]["name"] == "Beside"
    assert len(read["schema"]["sha256"]) == 64


@pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")
def test_an_invalid_schema_is_named_and_the_others_are_used(scan):
    wrong = schema("Wrong")
    wrong["hdf5"]["channels"][0]["counts"] = 7
    file = write(scan.parent / "xes-schema.json", [wrong, schema("Right")])
    read = json.loads(inspect(scan).stdout)
    assert read["schema"]["name"] == "Right"
    [warning] = [entry for entry in read["warnings"] if entry["code"] == "schema/invalid"]
    sentence = f"Facility schema {file}, at /0/hdf5/channels/0/counts: it must be"
    assert sentence in warning["message"]
    write(file, [wrong])
    error = json.loads(inspect(scan).stderr)["error"]
    assert error["code"] == "scan/columns-unknown"
    assert sentence in error["message"]
