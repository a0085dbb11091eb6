"""A σ that is only approximately right is reported in commands, runs and files alike."""

import json
import shutil

import h5py
import numpy as np
import pytest
from cli import ENGINE, analysis, answer, done, table

pytestmark = pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")

CODE = "sigma/approximate"
HIGHEST = ["--set", "by=maximum"]
WINDOWS = ["--model", "linear", "--exclude", "9562:9585"]


@pytest.fixture
def scan(demo, tmp_path):
    """A private copy of a scan."""
    return shutil.copy(demo / "xes-demo-kbeta.nxs", tmp_path / "kb.nxs")


def marks(*words, **more):
    """The reasons in a command's warnings."""
    warnings = answer(*words, **more)["warnings"]
    found = [warning["message"] for warning in warnings if warning["code"] == CODE]
    assert len(found) == len(set(found))
    return found


@pytest.mark.parametrize("ending", ["csv", "nxs"])
def test_a_chain_through_files_warns_as_a_run_does(scan, tmp_path, ending):
    highest, over = tmp_path / f"s.{ending}", tmp_path / f"n.{ending}"
    (reason,) = marks("apply", "normalise", scan, *HIGHEST, "--out", highest)
    assert reason in marks("apply", "normalise", highest, "--out", over)
    for step in ("area", "moments"):
        assert reason in marks("apply", step, over)
    assert reason in marks("average", highest, "--out", tmp_path / f"a.{ending}")
    assert reason in marks("background", over, *WINDOWS, "--out", tmp_path / f"b.{ending}")
    assert reason in [warning["message"] for warning in answer("inspect", over)["warnings"]]
    steps = [
        {"id": "p", "step": "spectrum", "parameters": {}},
        {"id": "s", "step": "normalise", "parameters": {"by": "maximum"}},
        {"id": "k", "step": "area", "parameters": {}},
        {"id": "e", "step": "area", "from": ["p"], "parameters": {}},
    ]
    recipe = analysis(tmp_path / "r.xes.json", *steps)
    done("run", recipe, scan, "--out", tmp_path / "r")
    made = {entry["id"]: entry for entry in json.loads((tmp_path / "r/kb/result.json").read_text())["steps"]}
    warnings = {name: [w["message"] for w in one["warnings"] if w["code"] == CODE] for name, one in made.items()}
    assert warnings == {"p": [], "s": [reason], "k": [reason], "e": []}
    assert f"# sigma: approximate: {reason}" in (tmp_path / "r/kb/s.csv").read_text()
    assert f"# k: sigma: approximate: {reason}" in (tmp_path / "r/kb/numbers.csv").read_text()
    # a result of a run is the input of the next
    area = {"id": "k", "step": "area", "from": ["p"]}
    again = analysis(tmp_path / "again.xes.json", steps[0], area)
    done("run", again, tmp_path / "r/kb/s.csv", "--out", tmp_path / "next")
    assert reason in (tmp_path / "next/s/result.json").read_text()


@pytest.mark.parametrize("ending", ["csv", "nxs"])
def test_correct_sigma_is_not_marked(demo, scan, tmp_path, ending):
    plain, cut = tmp_path / f"p.{ending}", tmp_path / f"c.{ending}"
    assert marks("spectrum", scan, "--out", plain) == []
    other = demo / "xes-demo-kbeta-repeat.nxs"
    assert marks("average", other, plain, "--out", tmp_path / f"a.{ending}") == []
    # a scan and its copy share their noise, and σ accounts for that
    twice = tmp_path / f"t.{ending}"
    warnings = answer("average", scan, plain, "--out", twice)["warnings"]
    assert [warning["code"] for warning in warnings] == ["average/repeated"]
    area = answer("apply", "area", plain)["numbers"]["area"]["sigma"]
    assert answer("apply", "area", twice)["numbers"]["area"]["sigma"] == pytest.approx(area, rel=1e-9)
    assert marks("apply", "area", plain) == marks("apply", "moments", plain) == []
    words = ["--type", "CEE", "--at", 8639, "--out", cut]
    assert marks("cut", demo / "xes-demo-rxes.nxs", *words) == []
    assert marks("apply", "area", cut) == []


@pytest.mark.parametrize("ending", ["csv", "nxs"])
def test_readers_report_what_a_file_does_not_store(scan, tmp_path, ending):
    over = tmp_path / f"n.{ending}"
    assert marks("apply", "normalise", scan, "--out", over) == []
    warnings = marks("apply", "area", over)
    if ending == "csv":
        assert len(warnings) == 1 and "that this file does not record" in warnings[0]
    else:
        assert warnings == []
        # the area of a spectrum divided by its area
        assert answer("apply", "area", over)["numbers"]["area"]["sigma"] < 1e-9
    with h5py.File(scan, "a") as file:
        counts = file["/entry1/instrument/medipix2/medipix2_roi_total"]
        counts[...] = np.where(np.arange(counts.size) % 3 == 0, 0, counts[()].ravel()).reshape(counts.shape)
    few = tmp_path / f"f.{ending}"
    assert marks("spectrum", scan, "--out", few) == []
    assert marks("apply", "area", few) == []
    whole, stored = (answer("apply", "area", entry)["numbers"]["area"] for entry in (scan, few))
    assert stored["sigma"] == pytest.approx(whole["sigma"], rel=1e-9)


def test_the_residual_has_its_sigma_and_agrees_with_moments(scan, tmp_path):
    for ending in ("csv", "nxs"):
        out = tmp_path / f"residual.{ending}"
        assert marks("background", scan, *WINDOWS, "--out", out) == []  # σ of its own area is right
        warnings = marks("apply", "moments", out)
        assert any("that this file does not record" in warning for warning in warnings) == (ending == "csv")
    done("spectrum", scan, "--out", tmp_path / "kb.csv")
    read = table(tmp_path / "residual.csv")
    assert list(read) == ["omega_eV", "background", "residual", "sigma"]
    # with that of the background
    points = table(tmp_path / "kb.csv")["sigma"]
    np.testing.assert_allclose(read["sigma"], points, rtol=0.3)
    assert not np.array_equal(read["sigma"], points)
    assert answer("apply", "area", tmp_path / "residual.csv")["numbers"]["area"]["sigma"] > 0


def test_the_mark_is_an_attribute_of_nxdata(demo, scan, tmp_path):
    out = tmp_path / "s.nxs"
    (reason,) = marks("apply", "normalise", scan, *HIGHEST, "--out", out)
    with h5py.File(out) as file:
        assert reason in file["entry/data"].attrs["sigma_approximate"].splitlines()
    done("spectrum", scan, "--out", out)
    with h5py.File(out) as file:
        assert "sigma_approximate" not in file["entry/data"].attrs
    dead = tmp_path / "dead.nxs"
    done("apply", "deadTime", scan, "--set", "tau=1e-6", "--out", dead)
    assert marks("apply", "area", dead) == []  # it stores σ of the corrected counts
    done("spectrum", dead, "--out", tmp_path / "dead.csv")
    with h5py.File(dead) as file:
        sigma, counts, monitor = (file[f"entry/data/{name}"][()] for name in ("intensity_errors", "counts", "monitor"))
    assert (sigma > 1.0001 * np.sqrt(counts) / monitor).any()
    np.testing.assert_allclose(table(tmp_path / "dead.csv")["sigma"], sigma, rtol=1e-9)
    corrected = analysis(
        tmp_path / "r.xes.json",
        {"id": "d", "step": "deadTime", "parameters": {"tau": 1e-6}},
        {"id": "p", "step": "spectrum", "parameters": {}},
        {"id": "k", "step": "area", "parameters": {}},
    )
    done("run", corrected, scan, "--out", tmp_path / "r")
    assert CODE not in (tmp_path / "r/kb/result.json").read_text()
