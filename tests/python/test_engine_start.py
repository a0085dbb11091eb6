"""The start of the engine: another version, foreign output among the answers, and a process that never answers."""

import os
import sys
import textwrap
import threading

import pytest
from test_engine_process import ask

from jupyterlab_xes.engineprocess import XESError, client, engine, launch
from jupyterlab_xes.engineprocess.output import Tail

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the wrappers are scripts of a shell")

NODE = launch.find_node()


@pytest.fixture
def wrapped(monkeypatch, tmp_path):
    """Starts the engine through a script instead of Node."""

    def use(script):
        client.close()
        wrapper = tmp_path / "node"
        wrapper.write_text(f"#!{sys.executable}\nimport os, subprocess, sys\nNODE = {NODE!r}\n" + textwrap.dedent(script))
        wrapper.chmod(0o755)
        monkeypatch.setattr(launch, "find_node", lambda: str(wrapper))

    yield use
    client.close()


def refused():
    with pytest.raises(XESError) as error:
        engine()
    return error.value


REPLACED = "os.execv(NODE, ['node', *sys.argv[1:]])"


def test_an_engine_of_another_version_is_refused_with_advice(monkeypatch):
    client.close()
    monkeypatch.setattr(launch, "__version__", "0.0.9")
    error = refused()
    assert error.code == "engine/version"
    assert "0.0.9" in error.message and "Restart the kernel" in error.message
    assert client._process is None
    monkeypatch.undo()
    assert (ask(1) == 1).all()


@pytest.mark.parametrize(
    ("npm", "python"),
    [("1.0.0", "1.0.0"), ("1.0.0-alpha.2", "1.0.0a2"), ("1.0.0-rc.1", "1.0.0rc1"), ("9.9.9", "0+unknown")],
)
def test_a_version_is_equal_in_npm_and_python_notation(monkeypatch, npm, python):
    monkeypatch.setattr(launch, "__version__", python)
    launch.require_version(npm)


def test_a_banner_before_the_answers_is_skipped(wrapped):
    wrapped("print('welcome to this machine', flush=True)\n" + REPLACED)
    assert (ask(2) == 2).all()
    assert "welcome to this machine" in engine().noise.text


def test_a_program_that_prints_and_never_answers_is_named(wrapped, monkeypatch):
    monkeypatch.setattr(launch, "PATIENCE", 2)
    wrapped("print('please \\x1b[31mlog in', flush=True)\nsys.stdin.read()")
    error = refused()
    assert error.code == "engine/unavailable"
    assert "please ·[31mlog in" in error.message and "NODE_OPTIONS" in error.message


def test_a_silent_program_times_out(wrapped, monkeypatch):
    monkeypatch.setattr(launch, "PATIENCE", 0.5)
    wrapped("sys.stdin.read()")
    error = refused()
    assert error.code == "engine/unavailable"
    assert "did not answer within 0.5 s" in error.message


def test_endless_output_is_ended(wrapped):
    wrapped("while True: print('y' * 1000)")
    error = refused()
    assert error.code == "engine/unavailable" and "yyyy" in error.message


#: Runs the engine, and passes on its output with words between its chunks.
MIXED = """
own = subprocess.Popen([NODE, *sys.argv[1:]], stdout=subprocess.PIPE)
first = True
while data := os.read(own.stdout.fileno(), 1 << 20):
    pieces = {pieces}
    for piece in pieces:
        while piece: piece = piece[os.write(1, piece):]
    first = False
"""


def test_output_between_answers_changes_nothing(wrapped):
    wrapped(MIXED.format(pieces="[b'words\\n', data, b'more words\\n']"))
    for seed in range(20):
        assert (ask(seed) == seed).all()


def test_output_within_an_answer_is_not_taken_for_numbers(wrapped):
    wrapped(MIXED.format(pieces="[data] if first else [data[:-100], b'12345678', data[-100:]]"))
    engine()
    with pytest.raises(XESError) as error:
        ask(3, 1000)
    assert error.value.code == "engine/ended"
    assert "other output" in error.value.message


def test_a_flood_on_standard_error_blocks_nothing_and_its_end_is_retained(wrapped):
    wrapped("for k in range(20000): os.write(2, b'warning ' + b'x' * 500 + b'\\n')\n" + REPLACED)
    assert (ask(4, 100_000) == 4).all()
    assert len(engine()._errors.text) <= 64 * 1024


def test_the_last_output_is_in_the_error(wrapped):
    wrapped("os.write(2, b'warning\\n' * 100000 + b'no licence for node\\n'); sys.exit(7)")
    error = refused()
    assert error.code == "engine/unavailable"
    assert "exit 7" in error.message and "no licence for node" in error.message


def test_the_tail_of_an_output_is_bounded_and_read_while_it_grows():
    tail = Tail()
    is_over = threading.Event()

    def grow():
        while not is_over.is_set():
            tail.add(b"0123456789" * 100)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        lengths = [len(tail.text) for _ in range(500)]
    finally:
        is_over.set()
        writer.join()
    assert max(lengths) <= 64 * 1024
