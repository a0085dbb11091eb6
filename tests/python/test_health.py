"""Figures of the server process, with psutil and without."""

import json
import os

import pytest

from jupyterlab_xes import health
from jupyterlab_xes.health import Health

KEYS = {"version", "pid", "rss", "cpu", "uptime", "threads", "files", "disk", "memory"}


async def test_health(jp_fetch):
    response = await jp_fetch("jupyterlab-xes", "health")
    answer = json.loads(response.body)
    assert set(answer) == KEYS
    assert answer["pid"] == os.getpid()
    assert 1e6 < answer["rss"] < answer["memory"]["total"]
    assert 0 < answer["memory"]["available"] <= answer["memory"]["total"]
    assert 0 <= answer["disk"]["free"] <= answer["disk"]["total"]
    assert answer["uptime"] > 0
    assert answer["threads"] >= 1
    assert answer["files"] > 3


def test_without_psutil(monkeypatch, tmp_path):
    monkeypatch.setattr(health, "psutil", None)
    answer = Health(str(tmp_path)).measure()
    assert set(answer) == KEYS
    assert 1e6 < answer["rss"] < answer["memory"]["total"]
    assert answer["files"] > 3


def test_a_missing_disk(tmp_path):
    assert Health(str(tmp_path / "gone")).measure()["disk"] == {"free": None, "total": None}


def test_many_pages_query_once(tmp_path, monkeypatch):
    measured = Health(str(tmp_path))
    first = measured.measure()
    assert measured.measure() is first
    monkeypatch.setattr(health, "FRESH", 0.0)
    assert measured.measure() is not first


@pytest.mark.parametrize("psutil_there", [True, False])
def test_the_limit_of_the_hub(monkeypatch, tmp_path, psutil_there):
    if not psutil_there:
        monkeypatch.setattr(health, "psutil", None)
    monkeypatch.setenv("MEM_LIMIT", "500000000")
    memory = Health(str(tmp_path)).measure()["memory"]
    assert memory["total"] == 500_000_000
    assert memory["available"] < 500_000_000
    monkeypatch.setenv("MEM_LIMIT", "plenty")
    assert Health(str(tmp_path)).measure()["memory"]["total"] != 500_000_000
