"""Recipes over many scans from Python: the command line's files, resumed, and on a cluster that loses a worker."""

import json
import os
import shutil
import signal
import threading
import time
import warnings

import numpy as np
import pandas as pd
import pytest
from cli import analysis, done, everything

import jupyterlab_xes as xes

STEPS = [
    {"id": "smooth", "step": "smooth", "from": ["scans"], "parameters": {"window": 9}},
    {"id": "numbers", "step": "moments", "from": ["smooth"], "parameters": {"threshold": 0.2}},
]
KBETA = "xes-demo-kbeta.nxs"


@pytest.fixture(autouse=True)
def ignore_warnings():
    """Warnings of results are tested elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", xes.XESWarning)
        yield


@pytest.fixture
def recipe(tmp_path):
    """A recipe without scans."""
    return analysis(tmp_path / "recipe.xes.json", *STEPS, version=3, cuts=[], view={})


@pytest.fixture
def scans(demo, tmp_path):
    """Scans of one kind in a folder, two of one name in another."""
    folder = tmp_path / "scans"
    (folder / "more").mkdir(parents=True)
    for i in range(6):
        shutil.copy(demo / KBETA, folder / f"scan-{i}.nxs")
    shutil.copy(demo / "xes-demo-kbeta-repeat.nxs", folder / "more" / "scan-0.nxs")
    return [str(path) for path in sorted(folder.rglob("*.nxs"))]


def contents(folder):
    """The content of a folder of results, without user and time."""
    found = {}
    for name, data in everything(folder).items():
        text = data.decode()
        if name.endswith("result.json"):
            record = json.loads(text)
            record.pop("command"), record.pop("versions")
            for one in record["sources"]:
                one.pop("modified")
            record["files"] = [file["name"] for file in record["files"]]
            found[name] = record
        else:
            found[name] = [line for line in text.splitlines() if not line.startswith("#")]
    return found


def times(folder):
    """When the results of each scan were written."""
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("*/result.json")}


def test_the_files_are_those_of_the_command_line(recipe, scans, tmp_path):
    done("run", recipe, *scans, "--out", tmp_path / "theirs")
    result = xes.run(recipe, scans, tmp_path / "mine", progress=False)
    assert contents(tmp_path / "mine") == contents(tmp_path / "theirs")
    assert len(result) == 7 and result.failures == {}
    assert list(result.summary["status"]) == ["done"] * 7
    summary = pd.read_csv(tmp_path / "theirs" / "summary.csv")
    assert list(result.summary["numbers.m1"]) == list(summary["numbers.m1"])
    folder = result[result.names[0]]
    assert list(folder) == ["smooth"]
    assert set(folder["smooth"]) >= {"energy_eV", "intensity", "sigma"}
    assert set(folder.numbers["step"]) == {"numbers"}


def test_patterns_and_recipes_of_all_kinds(recipe, scans, tmp_path):
    pattern = os.path.join(os.path.dirname(scans[-1]), "scan-[0-2].nxs")
    by_path = xes.run(recipe, pattern, tmp_path / "a", progress=False)
    assert len(by_path) == 3
    by_document = xes.run(json.loads(recipe.read_text()), pattern, tmp_path / "b", progress=False)
    a = xes.Analysis(recipe)
    area = a.add_step("area", "smooth")
    by_analysis = a.run(pattern, tmp_path / "c", progress=False)
    result = xes.moments(xes.smooth(scans[-1], window=9), threshold=0.2)
    by_result = xes.run(result, pattern, tmp_path / "d", progress=False)
    expected = list(by_path.summary["numbers.m1"])
    assert list(by_document.summary["numbers.m1"]) == expected
    assert list(by_analysis.summary["numbers.m1"]) == expected
    assert f"{area}.area" in by_analysis.summary
    assert list(by_result.summary["moments.m1"]) == expected
    with pytest.raises(xes.XESError, match="No file matches"):
        xes.run(recipe, tmp_path / "no*.nxs", tmp_path / "e")
    with pytest.raises(xes.XESError) as refused:
        xes.run(5, pattern, tmp_path / "e")
    assert refused.value.code == "recipe/kind"


def test_finished_scans_are_not_repeated(recipe, scans, tmp_path):
    out = tmp_path / "out"
    xes.run(recipe, scans[:4], out, progress=False)
    before, summary = times(out), (out / "summary.csv").read_bytes()
    again = xes.run(recipe, scans[:4], out, progress=False)
    assert times(out) == before and len(again) == 4
    assert (out / "summary.csv").read_bytes() == summary
    # a replaced scan, a lost result, and new scans are processed
    shutil.copy(scans[-1], scans[0]) if scans[0] != scans[-1] else None
    names = again.names
    os.utime(scans[1])
    (out / names[2] / "numbers.csv").unlink()
    xes.run(recipe, scans, out, progress=False)
    after = times(out)
    assert len(after) == 7
    assert after[names[3]] == before[names[3]]
    assert after[names[2]] != before[names[2]]
    fresh = xes.run(recipe, scans, tmp_path / "fresh", progress=False)
    assert contents(out) == contents(tmp_path / "fresh")
    # another recipe, and a forced repetition
    a = xes.Analysis(recipe)
    a.set_step("smooth", window=11)
    a.save()
    a.run(scans, out, progress=False)
    assert all(after[name] != when for name, when in times(out).items())
    before = times(out)
    a.run(scans, out, progress=False, resume=False)
    assert all(before[name] != when for name, when in times(out).items())
    assert len(fresh) == 7


def test_a_failing_scan_leaves_the_others(recipe, scans, tmp_path):
    broken = tmp_path / "scans" / "broken.nxs"
    broken.write_bytes(b"no scan")
    result = xes.run(recipe, [*scans[:2], broken], tmp_path / "out", progress=False)
    assert list(result.failures) == [str(broken)]
    assert result.failures[str(broken)].code.startswith("file/")
    assert sorted(result.summary["status"]) == ["done", "done", "failed"]
    assert len(result.names) == 2
    assert repr(result).startswith("2 of 3 done") and str(broken) in repr(result)
    with pytest.raises(xes.XESError):
        _ = result[str(broken)]


def test_a_bar_shows_the_progress(recipe, scans, tmp_path, capsys, monkeypatch):
    xes.run(recipe, scans[:3], tmp_path / "out")
    assert "3/3" in capsys.readouterr().err
    monkeypatch.setitem(__import__("sys").modules, "tqdm", None)
    xes.run(recipe, scans[:3], tmp_path / "plain")
    assert "3 of 3 scans" in capsys.readouterr().err


@pytest.fixture(scope="module")
def cluster():
    """Two workers, each a process."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as local,
        distributed.Client(local) as client,
    ):
        yield client


def test_a_cluster_writes_the_same_files(recipe, scans, tmp_path, cluster):
    xes.run(recipe, scans, tmp_path / "alone", progress=False)
    result = xes.run(recipe, scans, tmp_path / "many", client=cluster, progress=False)
    assert len(result) == 7
    assert contents(tmp_path / "many") == contents(tmp_path / "alone")
    # each worker had a separate engine
    assert len(set(cluster.run(engine_pid).values())) == 2


def engine_pid():
    """The process of this worker's engine."""
    from jupyterlab_xes.engineprocess import engine

    return engine().process_id


def test_a_lost_worker_changes_nothing(recipe, demo, tmp_path, cluster):
    folder = tmp_path / "scans"
    folder.mkdir()
    scans = [folder / f"{i:03}.nxs" for i in range(60)]
    for path in scans:
        os.link(demo / KBETA, path) if same_disk(demo, folder) else shutil.copy(demo / KBETA, path)
    xes.run(recipe, scans, tmp_path / "alone", progress=False)
    out = tmp_path / "many"
    killed = []

    def kill():
        # once some are finished, and others are not
        while len(list(out.glob("*/result.json"))) < 6:
            time.sleep(0.005)
        pid = cluster.run(os.getpid)
        killed.append(next(iter(pid.values())))
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    result = xes.run(recipe, scans, out, client=cluster, progress=False)
    killer.join()
    assert killed and len(result) == 60
    assert result.failures == {}
    assert contents(out) == contents(tmp_path / "alone")


def same_disk(one, other):
    return os.stat(one).st_dev == os.stat(other).st_dev


def spectra(done, step):
    """The intensities of a step of each scan."""
    return {name: done[name][step].intensity.to_numpy() for name in done.names}


def test_a_result_of_a_chosen_channel_is_repeated_with_that_channel(demo, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arms = demo / "xes-demo-two-arms.nxs"
    for name in ("lower", "upper"):
        made = xes.smooth(xes.open(arms, channel=name), window=9)
        found = xes.run(made, [arms, demo / KBETA], out=name, progress=False)
        ours = found["xes-demo-two-arms"]["smooth"].intensity
        assert ours.tolist() == made.intensity.tolist()
    # of all at once too
    low = [xes.open(demo / name, channel="lower") for name in (KBETA, "xes-demo-kbeta-repeat.nxs")]
    mean = xes.average(low)
    found = xes.run(mean, [entry.path for entry in low], out="mean", progress=False)
    assert found["recipe"]["average"].intensity.tolist() == mean.intensity.tolist()


def test_the_reference_stays_and_each_file_is_compared(scans, demo, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wide = demo / "xes-demo-kbeta-repeat.nxs"
    joined = xes.background(scans[1], join=wide, model="linear", exclude=(9562, 9585))
    less = xes.difference(scans[1], wide)
    by = xes.normalise(scans[1], reference=wide)
    for made, step in ((joined, "background"), (less, "difference")):
        found = xes.run(made, scans[1:4], out=step, progress=False)
        assert [len(found), found.failures] == [3, {}]
        for values in spectra(found, step).values():
            assert values.tolist() == pytest.approx(made.intensity.tolist(), abs=1e-12)
    found = xes.run(by, scans[1:4], out="by", progress=False)
    assert list(found["recipe"]["normalise"]) == ["normalise/scan-0", "normalise/scan-1", "normalise/scan-2"]


def test_results_of_several_are_a_recipe_for_each(scans, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = xes.smooth(scans[1:3], window=9)
    found = xes.run(made, scans[1:5], out="each", progress=False)
    assert [len(found), found.failures] == [4, {}]
    assert spectra(found, "smooth")["scan-1"].tolist() == made[1].intensity.tolist()


def test_a_scan_that_a_step_names_is_replaced_by_a_file(scans, demo, tmp_path):
    a = xes.Analysis.new(tmp_path / "named.xes.json", [scans[1], demo / "xes-demo-kbeta-repeat.nxs"])
    a.add_step("smooth", "scans", window=9, id="smooth")
    a.add_step("difference", ["smooth", "s2"], id="less")
    with pytest.raises(xes.XESError) as refused:
        a.run(scans[1], out=tmp_path / "out", progress=False)
    assert refused.value.code == "recipe/names-scans"
    assert '(replace={"s2": FILE})' in refused.value.message
    done_ = a.run(scans[1], out=tmp_path / "out", progress=False, replace={"s2": scans[2]})
    assert done_.failures == {} and abs(done_["scan-0"]["less"].intensity).max() > 0


def test_an_analysis_of_picked_scans_is_repeated_with_replacements_for_each(scans, tmp_path):
    a = xes.Analysis.new(tmp_path / "picked.xes.json", scans[:2])
    a.add_step("average", ["s1", "s2"], id="mean")
    found = xes.run(a, replace={"s1": scans[2], "s2": scans[3]}, out=tmp_path / "out", progress=False)
    assert found.failures == {} and len(found) == 1
    mean = xes.average([scans[2], scans[3]])
    np.testing.assert_array_equal(found[found.names[0]]["mean"].intensity, mean.intensity)
    with pytest.raises(xes.XESError, match="list is empty"):
        xes.run(a, out=tmp_path / "out")
