"""How a real server ends: each signal leaves its last line, SIGKILL none, and the next says so."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.error import URLError

import pytest
from conftest import SESSION, batch, entry, lines

TOKEN = "0123456789abcdef-test"


class Server:
    """A Jupyter server in a separate process, without a terminal."""

    def __init__(self, tmp_path):
        self.root = tmp_path / "root"
        self.root.mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {key: value for key, value in os.environ.items() if "JUPYTER" not in key}
        for name in ("config", "data", "runtime"):
            environment[f"JUPYTER_{name.upper()}_DIR"] = str(tmp_path / name)
        options = {
            "ServerApp.port": self.port,
            "ServerApp.port_retries": 0,
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.root_dir": self.root,
            "ServerApp.open_browser": False,
            "ServerApp.allow_root": True,
            "ServerApp.jpserver_extensions": "jupyterlab_xes=True",
            "IdentityProvider.token": TOKEN,
        }
        self.output = open(tmp_path / f"output-{self.port}.txt", "w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server"]
            + [f"--{key}={value}" for key, value in options.items()],
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=self.root,
        )

    def ask(self, route, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/jupyterlab-xes/{route}",
            data=json.dumps(body).encode() if body else None,
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=20) as response:
            return json.load(response)

    def wait_until_up(self):
        for _ in range(600):
            try:
                return self.ask("about")
            except (URLError, OSError):
                assert self.process.poll() is None, self.output_text()
                time.sleep(0.2)
        raise AssertionError(self.output_text())

    def output_text(self):
        self.output.seek(0)
        return self.output.read()

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait(60)


@pytest.fixture
def start(tmp_path):
    """Starts servers that share root, configuration and data; ends those left over."""
    servers = []

    def start_one():
        servers.append(Server(tmp_path))
        servers[-1].wait_until_up()
        return servers[-1]

    yield start_one
    for server in servers:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait(60)
        server.output.close()


def of_server(root):
    return [line for line in lines(root, session=None) if line["module"] == "server"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"])
def test_a_signal_writes_a_last_line(start, name):
    server = start()
    assert server.ask("log", batch(entry(1)))["acknowledged"] == 1
    code = server.end(getattr(signal, name))
    if name in ("SIGHUP", "SIGQUIT"):
        assert code == -getattr(signal, name)  # as without the extension: the parent sees the signal
    last = lines(server.root, session=None)[-1]
    assert last["module"] == "server"
    assert last["message"].startswith("clean end of the server"), last
    assert last["context"]["clean"] is True
    assert last["context"]["uptime"] > 0
    assert last["context"]["peakMemory"] > 1e6
    assert last["context"]["pid"] == server.process.pid
    assert len([item for item in of_server(server.root) if "clean end" in item["message"]]) == 1
    assert os.listdir(server.root.parent / "data" / "jupyterlab-xes" / "servers") == []


def test_a_kill_is_noted_by_the_next_start(start):
    server = start()
    server.ask("log", batch(entry(1)))
    server.end(signal.SIGKILL)
    assert [item["message"] for item in of_server(server.root) if "end" in item["message"]] == []
    killed = of_server(server.root)[0]["session"]
    again = start()
    for _ in range(100):
        noted = [item for item in of_server(again.root) if "unclean end" in item["message"]]
        if noted:
            break
        time.sleep(0.1)
    assert [item["context"]["previous"] for item in noted] == [killed]
    assert noted[0]["level"] == "warning"
    # the new server knows earlier acknowledged entries
    answer = again.ask("log", batch(entry(1), entry(2)))
    assert answer == {"session": SESSION, "acknowledged": 2}
    assert [line["seq"] for line in lines(again.root)] == [1, 2]
    again.end(signal.SIGTERM)
    assert "clean end" in of_server(again.root)[-1]["message"]
    third = start()
    third.end(signal.SIGTERM)
    assert len([item for item in of_server(third.root) if "unclean" in item["message"]]) == 1


def test_two_servers_on_one_root_are_not_an_unclean_end(start):
    one = start()
    one.ask("log", batch(entry(1)))
    two = start()
    two.ask("log", batch(entry(1, session="ffffffff"), session="ffffffff"))
    for server in (two, one):
        server.end(signal.SIGTERM)
    messages = [line["message"] for line in of_server(one.root)]
    assert not [message for message in messages if "unclean" in message]
    assert len([message for message in messages if "clean end" in message]) == 2


def test_a_server_that_wrote_nothing_leaves_nothing(start):
    server = start()
    server.end(signal.SIGHUP)
    assert os.listdir(server.root) == []
