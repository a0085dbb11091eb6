"""No scan and no foreign file is ever overwritten, whatever the arguments of the command line."""

import json
import os
import shutil
import subprocess

import h5py
import numpy as np
import pytest
from cli import ENGINE, analysis, answer, done, everything, refusal, xes

pytestmark = pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")

SPECTRUM = {"id": "spectrum", "step": "spectrum", "parameters": {}}
OTHER = {"id": "other", "step": "spectrum", "parameters": {}}


@pytest.fixture
def scan(demo, tmp_path):
    """A private copy of a scan."""
    return shutil.copy(demo / "xes-demo-kbeta.nxs", tmp_path / "kb.nxs")


@pytest.fixture
def results(scan, tmp_path):
    """A folder with the results of a run of that scan."""
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM)
    done("run", recipe, scan, "--out", tmp_path / "res")
    return tmp_path / "res" / "kb"


def mentioning(path, demo):
    shutil.copy(demo / "xes-demo-kbeta.nxs", path)
    with h5py.File(path, "a") as file:
        file["notes"] = "opened with jupyterlab-xes"
        file["entry1"].attrs["creator"] = "jupyterlab-xes"


def behind_a_user_block(path, _demo):
    with h5py.File(path, "w", userblock_size=512) as file:
        file["data"] = np.arange(3.0)
    with open(path, "r+b") as file:
        file.write(b"jupyterlab-xes")


def other_creator(path, _demo):
    with h5py.File(path, "w") as file:
        file.attrs["creator"] = "jupyterlab-xes-like"


def cut_off(path, demo):
    """One of ours that is no longer complete: its other content is unknown."""
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", path)
    os.truncate(path, path.stat().st_size - 100)


def text_of(change):
    def make(path, demo):
        path.write_bytes(change((demo / "xes-demo-kbeta.dat").read_bytes()))

    return make


def plain_table(path, _demo):
    path.write_text("energy_eV,intensity,sigma\n9560,1,0.1\n9561,2,0.1\n")


def appended(path, demo):
    """A table of ours that somebody has edited."""
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", path)
    with path.open("a") as file:
        file.write("9700,1,2\n")


FOREIGN = {
    "hdf5 that mentions us": (mentioning, "x.nxs"),
    "hdf5 behind a user block": (behind_a_user_block, "x.nxs"),
    "hdf5 of another program": (other_creator, "x.h5"),
    "hdf5 of ours, cut off": (cut_off, "x.nxs"),
    "hdf5 named as a table": (mentioning, "x.csv"),
    "ascii scan": (text_of(lambda text: text), "x.csv"),
    "ascii scan with a byte order mark": (text_of(lambda text: b"\xef\xbb\xbf" + text), "x.csv"),
    "ascii scan behind a comment": (text_of(lambda text: b"# copied by hand\n" + text), "x.csv"),
    "ascii scan without its first line": (text_of(lambda text: text.split(b"\n", 1)[1]), "x.csv"),
    "plain table": (plain_table, "x.csv"),
    "table of ours, continued": (appended, "x.csv"),
    "text": (lambda path, _: path.write_text("notes"), "x.csv"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_an_output_replaces_only_known_results(scan, demo, tmp_path, kind):
    make, name = FOREIGN[kind]
    make(tmp_path / name, demo)
    before = everything(tmp_path)
    process = xes("spectrum", scan, "--out", tmp_path / name)
    assert process.returncode == 2
    assert "delete it first" in process.stderr
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", ["x.csv", "x.nxs", "y.h5"])
def test_an_output_replaces_an_earlier_one_and_an_empty_file(scan, tmp_path, name):
    (tmp_path / name).touch()
    done("spectrum", scan, "--out", tmp_path / name)
    done("spectrum", scan, "--out", tmp_path / name)
    assert answer("inspect", tmp_path / name)["kind"] == "XES"


@pytest.mark.skipif(os.name == "nt", reason="links are others on Windows")
def test_links_as_outputs(scan, tmp_path):
    data = tmp_path / "annex"
    data.mkdir()
    os.symlink(data / "gone.csv", tmp_path / "gone.csv")
    os.link(scan, tmp_path / "hard.nxs")
    os.symlink(scan, tmp_path / "soft.nxs")
    for name in ("gone.csv", "hard.nxs", "soft.nxs"):
        before = everything(tmp_path)
        assert refusal("spectrum", scan, "--out", tmp_path / name) == "cli/usage"
        assert everything(tmp_path) == before
    done("spectrum", scan, "--out", data / "real.csv")
    os.symlink(data / "real.csv", tmp_path / "latest.csv")
    first = (data / "real.csv").read_text()
    done("apply", "smooth", scan, "--out", tmp_path / "latest.csv")
    assert (tmp_path / "latest.csv").is_symlink()
    assert (data / "real.csv").read_text() != first


def somebody(folder):
    """Options of a process bound by permissions: for root it runs as another user with access to the folder."""
    if os.geteuid() != 0:
        return {}
    # pytest's folders are private to root; their number depends on how the tests are run
    for own in [folder, *folder.parents]:
        own.chmod(own.stat().st_mode | 0o055)
        if own.name.startswith("pytest-of-"):
            break
    return {"user": 65534, "extra_groups": []}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are others on Windows")
def test_unreadable_files_are_not_replaced(scan, demo, tmp_path):
    secret = shutil.copy(demo / "xes-demo-kbeta.dat", tmp_path / "secret.csv")
    os.chmod(secret, 0)
    tmp_path.chmod(0o777)
    user = somebody(tmp_path)
    line = ["node", str(ENGINE), "spectrum", str(scan), "--out", str(secret)]
    process = subprocess.run(line, capture_output=True, text=True, timeout=60, **user)
    assert process.returncode == 2, process.stdout
    assert "is there already" in process.stderr, process.stderr
    os.chmod(secret, 0o600)
    assert (tmp_path / "secret.csv").read_bytes() == (demo / "xes-demo-kbeta.dat").read_bytes()


def test_a_repeated_run_leaves_files_of_others_in_its_folder(results, scan, tmp_path):
    shutil.copy(scan, results / "kb.nxs")
    shutil.copy(scan, results / "sibling.nxs")
    recipe = analysis(results / "b.xes.json", OTHER)
    (results / "notes.txt").write_text("mine")
    (results / "deep").mkdir()
    (results / "deep" / "more.txt").write_text("mine")
    before = everything(results)
    done("run", recipe, results / "kb.nxs", "--out", tmp_path / "res")
    after = everything(results)
    ours = {"spectrum.csv", "result.json", "other.csv"}
    assert {name: one for name, one in after.items() if name not in ours} == {
        name: one for name, one in before.items() if name not in ours
    }
    assert ours & set(after) == {"result.json", "other.csv"}


@pytest.mark.parametrize("what", ["edited", "scan", "link", "hard link", "folder"])
def test_a_repeated_run_replaces_only_files_as_it_wrote_them(results, scan, tmp_path, what):
    file = results / "spectrum.csv"
    if what == "edited":
        text = file.read_text()
        file.write_text(text.replace("# title: ", "# title: mine, "))
    else:
        file.unlink()
        if what == "scan":
            shutil.copy(scan, file)
        elif what == "link":
            os.symlink(scan, file)
        elif what == "hard link":
            os.link(scan, file)
        else:
            file.mkdir()
            (file / "a").write_text("mine")
    before = everything(tmp_path)
    recipe = tmp_path / "a.xes.json"
    assert refusal("run", recipe, scan, "--out", tmp_path / "res") == "cli/usage"
    assert everything(tmp_path) == before


def test_a_result_that_is_the_input_of_the_next_run_stays(results, tmp_path):
    recipe = tmp_path / "a.xes.json"
    again = tmp_path / "again" / "spectrum"
    shutil.copytree(results, again)
    before = everything(tmp_path)
    output = refusal("run", recipe, again / "spectrum.csv", "--out", tmp_path / "again")
    assert output == "cli/usage"
    assert everything(tmp_path) == before


def test_a_manifest_refers_to_no_file_elsewhere(results, scan, tmp_path):
    output = json.loads((results / "result.json").read_text())
    output["files"] = [{**output["files"][0], "name": "../../spectrum.csv"}]
    shutil.copy(results / "spectrum.csv", tmp_path / "spectrum.csv")
    (results / "result.json").write_text(json.dumps(output))
    recipe = analysis(tmp_path / "b.xes.json", OTHER)
    done("run", recipe, scan, "--out", tmp_path / "res")
    assert (tmp_path / "spectrum.csv").is_file()
    assert (results / "spectrum.csv").is_file()


@pytest.mark.skipif(os.name == "nt", reason="links are others on Windows")
def test_a_folder_of_results_that_is_a_link(results, scan, tmp_path):
    scans = tmp_path / "scans"
    scans.mkdir()
    shutil.move(scan, scans / "kb.nxs")
    shutil.move(results, tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", results)
    recipe = tmp_path / "a.xes.json"
    done("run", recipe, scans / "kb.nxs", "--out", tmp_path / "res")
    assert results.is_symlink() and (results / "spectrum.csv").is_file()
    results.unlink()
    os.symlink(scans, results)
    before = everything(tmp_path)
    assert refusal("run", recipe, scans / "kb.nxs", "--out", tmp_path / "res") == "cli/usage"
    results.unlink()
    os.symlink(tmp_path / "nowhere", results)
    assert refusal("run", recipe, scans / "kb.nxs", "--out", tmp_path / "res") == "cli/usage"
    assert everything(scans) == {"kb.nxs": before["scans/kb.nxs"]}


@pytest.mark.parametrize("name", ["..nxs", "...nxs", ".xes.json", "summary.csv.nxs"])
def test_names_invalid_for_folders(scan, tmp_path, name):
    source = tmp_path / "in" / "deep"
    source.mkdir(parents=True)
    shutil.copy(scan, source / name)
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM)
    out = tmp_path / "in" / "res"
    answer("run", recipe, source / name, "--out", out)
    assert (out / "summary.csv").is_file()
    (folder,) = [path for path in out.iterdir() if path.is_dir()]
    assert (folder / "spectrum.csv").is_file()
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["deep", "res"]


def test_names_that_differ_in_case_get_distinct_folders(scan, tmp_path):
    for folder, name in (("a", "Kb.nxs"), ("b", "kb.nxs"), ("c", "KB.nxs")):
        (tmp_path / folder).mkdir()
        shutil.copy(scan, tmp_path / folder / name)
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM)
    done("run", recipe, tmp_path / "[abc]" / "*.nxs", "--out", tmp_path / "res")
    names = [path.name for path in (tmp_path / "res").iterdir() if path.is_dir()]
    assert sorted(names) == ["KB-3", "Kb", "kb-2"]


@pytest.mark.parametrize("what", ["table", "notes", "input", "with notes"])
def test_a_foreign_summary_is_not_replaced(results, scan, tmp_path, what):
    summary, recipe = results.parent / "summary.csv", tmp_path / "a.xes.json"
    files = [scan]
    if what == "table":
        summary.write_text("sample,energy\nZnO,9660\n")
    elif what == "notes":
        summary.write_text("my own summary")
    elif what == "input":
        done("spectrum", scan, "--out", tmp_path / "x.csv")
        shutil.move(tmp_path / "x.csv", summary)
        files = [scan, summary]
    else:
        summary.write_text(summary.read_text().replace("message\n", "message,my remark\n"))
    before = everything(tmp_path)
    assert refusal("run", recipe, *files, "--out", results.parent) == "cli/usage"
    assert everything(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are others on Windows")
def test_a_run_that_cannot_write_leaves_the_earlier_results(results, scan, tmp_path):
    before = everything(tmp_path)
    results.chmod(0o555)
    user = somebody(tmp_path)
    line = ["node", str(ENGINE), "run", "a.xes.json", "kb.nxs", "--out", "res"]
    process = subprocess.run(line, capture_output=True, text=True, cwd=tmp_path, **user)
    assert process.returncode == 2
    assert "[file/write-failed]" in process.stderr
    results.chmod(0o755)
    assert everything(tmp_path) == before
