"""The code in docs/notebook.md runs from top to bottom, and finds the truth of the demonstration scans."""

import json
import re
import warnings

import jupyterlab_xes as xes
from cli import ROOT

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "notebook.md").read_text(), re.S)


def test_the_examples_run_and_are_right(demo, tmp_path, monkeypatch, capsys):
    (tmp_path / "demo").symlink_to(demo)
    monkeypatch.chdir(tmp_path)
    space = {}
    with warnings.catch_warnings():
        # nothing is printed except warnings of results
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", xes.XESWarning)
        for block in BLOCKS:
            exec(compile(block, "docs/notebook.md", "exec"), space)
    printed = capsys.readouterr().out
    truth = json.loads((demo / "truth.json").read_text())["lower"]["centre"]
    m1 = space["line"].numbers["m1"]
    assert abs(m1.value - truth) < 4 * m1.sigma
    assert "scan/not-a-map" in printed
    assert (tmp_path / "residual.pdf").read_bytes().startswith(b"%PDF")
    assert list(space["done"].summary["status"]) == ["done", "done"]
    assert space["done"]["xes-demo-kbeta"]["smooth"]["intensity"].size > 100
    assert len(BLOCKS) >= 8
