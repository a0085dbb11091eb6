"""Logs through a contents manager without files on this disk."""

import json

import pytest
from conftest import SESSION, batch, entry
from tornado.web import HTTPError

from jupyterlab_xes.segments import Segments


class Bucket:
    """A contents manager over a dictionary; asynchronous, like those of object stores."""

    def __init__(self):
        self.files = {}
        self.folders = {"", "scans"}
        self.read_only = False

    async def dir_exists(self, path):
        return path in self.folders

    async def file_exists(self, path=""):
        return path in self.files

    async def get(self, path, content=True, type=None, format=None):
        return {"content": self.files[path]}

    async def save(self, model, path):
        if self.read_only:
            raise HTTPError(403, "no")
        if model["type"] == "directory":
            self.folders.add(path)
        else:
            self.files[path] = model["content"]

    async def rename(self, old, new):
        self.files[new] = self.files.pop(old)

    async def delete(self, path):
        del self.files[path]


def numbers(text):
    return [line["seq"] for line in map(json.loads, text.splitlines()) if line["session"] == SESSION]


@pytest.fixture
def bucket(extension):
    extension.recorder._manager = Bucket()
    return extension.recorder._manager


async def test_appends_and_repeats(post, bucket, extension, jp_serverapp):
    body = batch(entry(1), entry(2, level="error"), folder="scans")
    assert await post("log", body) == (200, {"session": SESSION, "acknowledged": 2})
    body = batch(entry(2, level="error"), entry(3), folder="scans")
    assert (await post("log", body))[1]["acknowledged"] == 3
    assert (await post("log", batch(folder="scans")))[1]["acknowledged"] == 3
    assert numbers(bucket.files["scans/xes-diagnostics/xes.log"]) == [1, 2, 3]
    assert numbers(bucket.files["scans/xes-diagnostics/xes-errors.log"]) == [2]
    await jp_serverapp.cleanup_extensions()
    last = bucket.files["scans/xes-diagnostics/xes.log"].splitlines()[-1]
    assert json.loads(last)["message"].startswith("clean end")


async def test_refusals(post, bucket):
    for folder, code, reason in (
        ("gone", 409, "folder/missing"),
        ("..", 403, "folder/outside"),
        (".hidden", 403, "folder/hidden"),
    ):
        got, answer = await post("log", batch(entry(1), folder=folder))
        assert (got, answer["code"]) == (code, reason)
    bucket.read_only = True
    got, answer = await post("log", batch(entry(1)))
    assert (got, answer["code"]) == (409, "folder/not-writable")
    assert bucket.files == {}


async def test_rotation():
    bucket = Bucket()
    log = Segments(bucket, "scans", 800, 3)
    for at in range(1, 31):
        await log.append(SESSION, [entry(at)])
    assert sorted(name.rsplit("/")[-1] for name in bucket.files) == [
        "xes.log",
        "xes.log.1",
        "xes.log.2",
    ]
    assert max(map(len, bucket.files.values())) <= 800
    top = "scans/xes-diagnostics/xes.log"
    retained = [n for name in (".2", ".1", "") for n in numbers(bucket.files[top + name])]
    assert retained == list(range(retained[0], 31))
