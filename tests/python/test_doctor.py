"""`python -m jupyterlab_xes doctor` without Node: the half that Python can see."""

import json
import os
import subprocess
import sys

from jupyterlab_xes import selfcheck as doctor


def run(*arguments, path, cwd):
    return subprocess.run(
        [sys.executable, "-m", "jupyterlab_xes", "doctor", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=cwd,
        env={**os.environ, "PATH": str(path)},
    )


def test_without_node(tmp_path):
    done = run("--json", path=tmp_path, cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert answer["passed"] is False
    failed = [check["name"] for check in answer["checks"] if not check["passed"]]
    assert failed[-1] == "node"
    assert all(bool(check["remedy"]) is not check["passed"] for check in answer["checks"])
    text = run(path=tmp_path, cwd=tmp_path).stdout
    assert "FAIL  node: not on the PATH\n      → " in text


def test_exit_codes(monkeypatch, capsys):
    good, bad = (doctor.check("x", passed, "found", "mend it") for passed in (True, False))
    monkeypatch.setattr(doctor, "examine", lambda: [good])
    assert doctor.main([]) == 0
    monkeypatch.setattr(doctor, "examine", lambda: [good, bad])
    assert doctor.main([]) == 1
    assert "FAIL  x: found\n      → mend it" in capsys.readouterr().out


def test_an_old_or_missing_package():
    assert not doctor.package("pytest", "1000.0", "upgrade")["passed"]
    assert not doctor.package("no-such-package-here", "1.0", "install")["passed"]
    assert doctor.package("pytest", "6.0", "upgrade")["passed"]
