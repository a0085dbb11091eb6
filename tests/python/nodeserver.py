"""A Node process that takes requests: a process for each would cost ten times as much."""

import atexit
import json
import os
import subprocess
import threading
from functools import cache


class NodeServer:
    """A script that reads a request in JSON a line, and writes an answer a line to the descriptor it is given."""

    def __init__(self, script):
        self._script = script
        self._process = None

    def ask(self, request, timeout=300):
        """The answer to a request. A request without one in time ends the process; the next starts another."""
        if self._process is None:
            self._start()
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        watch = threading.Timer(timeout, self._process.kill)
        watch.start()
        line = self._answers.readline()
        watch.cancel()
        if not line:
            self.end()
            raise RuntimeError(f"no answer from {self._script}")
        return json.loads(line)

    def end(self):
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
            self._answers.close()
            self._process = None

    def _start(self):
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["node", str(self._script), str(writing)],
            stdin=subprocess.PIPE,
            text=True,
            pass_fds=[writing],
        )
        os.close(writing)
        self._answers = os.fdopen(reading)


@cache
def node_server(script):
    """The server that runs this script, shared by all tests of a process."""
    server = NodeServer(script)
    atexit.register(server.end)
    return server
