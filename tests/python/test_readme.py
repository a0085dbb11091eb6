"""The README's examples work as written."""

import json
import re
import shlex
import subprocess
import sys

import pandas as pd
import pytest
from cli import ENGINE, ROOT

pytestmark = pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")

SECTION = (ROOT / "README.md").read_text().split("## Command line and notebooks")[1].split("\n## ")[0]


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", SECTION, re.S)


def words(line):
    """A line of the README adapted to another folder."""
    program, *rest = shlex.split(line)
    if program == "npx":
        return ["node", str(ENGINE), *rest[1:]]
    return [sys.executable, *(str(ROOT / word) if word.startswith("scripts/") else word for word in rest)]


def test_the_section_works_as_written(tmp_path, monkeypatch, capsys):
    (recipe,) = blocks("json")
    (tmp_path / "recipe.xes.json").write_text(recipe)
    output = {}
    for line in "".join(blocks("sh")).splitlines():
        process = subprocess.run(words(line), cwd=tmp_path, capture_output=True, text=True)
        assert process.returncode == 0, (line, process.stderr)
        assert "warning" not in process.stderr, (line, process.stderr)
        output[line] = process.stdout

    truth = json.loads((tmp_path / "demo" / "truth.json").read_text())

    def number(name, of):
        (text,) = [out for line, out in output.items() if of in line]
        return tuple(map(float, re.search(rf"^{name} +(\S+) ± (\S+)", text, re.M).groups()))

    edge, edge_sigma = number("center", "apply fit")
    assert abs(edge - truth["rxes"]["edge"]["centre"]) < 4 * edge_sigma
    line, line_sigma = number("m1", "apply moments")
    assert abs(line - truth["lower"]["centre"]) < 4 * line_sigma

    monkeypatch.chdir(tmp_path)
    (notebook,) = blocks("python")
    exec(compile(notebook, "README.md", "exec"), {})
    assert "numbers.position_sigma" in capsys.readouterr().out
    summary = pd.read_csv("results/summary.csv")
    # the position named as the drift is that of the line
    off = (summary["numbers.position"] - truth["lower"]["centre"]) / summary["numbers.position_sigma"]
    assert (off.abs() < 4).all()
    assert len(summary) == 2 and set(summary["status"]) == {"done"}
