"""Crashes as events: off by default; the example of the administrators' page, run unchanged."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from traitlets.config import Config

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "administrators.md"

EVENT = {
    "id": "0a1b2c3d",
    "code": "worker/died",
    "doing": "Draw the map",
    "versions": {"extension": "0.1.0", "jupyterlab": "4.6.6"},
}


async def test_off_by_default(post, jp_fetch):
    code, answer = await post("events", {"event": EVENT})
    assert (code, answer["code"]) == (404, "events/off")
    assert "events" not in json.loads((await jp_fetch("jupyterlab-xes", "about")).body)["features"]


@pytest.fixture
def collector():
    """An HTTP collector that stores what it receives."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/events", got
    server.shutdown()
    server.server_close()


class TestTheExample:
    """The code block of docs/administrators.md, executed."""

    @pytest.fixture
    def example(self, collector, tmp_path, monkeypatch):
        monkeypatch.setenv("XES_COLLECTOR", collector[0])
        monkeypatch.setenv("XES_EVENTS_FILE", str(tmp_path / "events.jsonl"))
        code = re.search(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL).group(1)
        scope = {"c": Config()}
        exec(compile(code, str(DOCUMENT), "exec"), scope)
        yield scope
        scope["listener"].stop()
        scope["file"].close()

    @pytest.fixture
    def jp_server_config(self, example):
        config = Config({"ServerApp": {"jpserver_extensions": {"jupyterlab_xes": True}}})
        config.merge(example["c"])
        return config

    async def test_an_event_reaches_file_and_collector(self, post, jp_fetch, collector, tmp_path):
        about = json.loads((await jp_fetch("jupyterlab-xes", "about")).body)
        assert about["features"] == ["log", "health", "schemas", "events"]
        secret = {**EVENT, "doing": "Open /home/ann/x?token=s3cr3tTok3n for ann@lab.org"}
        for event in (EVENT, secret):
            assert await post("events", {"event": event}) == (202, {"accepted": True})
        got = collector[1]
        for _ in range(100):
            if len(got) == 2:
                break
            time.sleep(0.05)
        retained = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
        assert retained == got
        assert got[0]["__schema__"] == "https://events.jupyter.org/jupyterlab_xes/crash/v1"
        assert got[0]["__schema_version__"] == "1"
        assert {key: got[0][key] for key in EVENT} == EVENT
        assert got[1]["doing"] == "Open ~/x?token=[secret] for [email]"

    async def test_events_that_violate_the_schema(self, post, collector):
        for event in (
            None,
            [],
            {},
            {**EVENT, "id": "xyz"},
            {**EVENT, "doing": ""},
            {**EVENT, "doing": "x" * 201},
            {**EVENT, "code": 5},
            {**EVENT, "code": "No Code"},
            {**EVENT, "user": "ann"},
            {**EVENT, "versions": {"user": "ann"}},
            {**EVENT, "versions": {"browser": "x" * 65}},
        ):
            code, answer = await post("events", {"event": event})
            assert (code, answer["code"]) == (400, "body/invalid"), event
        assert (await post("events", b"x" * 300_000))[0] == 413
        assert collector[1] == []
