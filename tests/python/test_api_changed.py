"""Results of a file that has changed are never mixed with its new numbers."""

import os
import pickle
import shutil

import pytest
from test_engine_process import run_python

import jupyterlab_xes as xes
from jupyterlab_xes.api.mime import MIME


@pytest.fixture
def places(demo, tmp_path):
    """Two modifiable scans: a spectrum and a map."""
    names = {"line": "xes-demo-kbeta.nxs", "map": "xes-demo-rxes.nxs"}
    return {name: shutil.copy(demo / file, tmp_path / f"{name}.nxs") for name, file in names.items()}


def change(path, demo):
    """Other numbers under the same name."""
    shutil.copy(demo / "xes-demo-two-arms.nxs", path)


def refused(call, path):
    with pytest.raises(xes.XESError) as error:
        call()
    assert error.value.code == "file/changed", str(error.value)
    assert str(path) in error.value.message
    assert "again" in error.value.message


def test_a_result_retains_its_numbers_and_refuses_to_compute_others_after_a_change(places, demo, tmp_path):
    path = places["line"]
    smooth = xes.smooth(path)
    many = xes.Results([smooth])
    before = smooth.frame
    change(path, demo)
    assert smooth.frame.equals(before)
    out = tmp_path / "out.csv"
    for made in (smooth, smooth.outputs["main"], pickle.loads(pickle.dumps(smooth))):
        refused(lambda made=made: made.save(out), path)
        refused(lambda made=made: made.figure(tmp_path / "out.svg"), path)
        refused(lambda made=made: made.provenance, path)
        refused(lambda made=made: xes.area(made, range=(9565, 9575)), path)
    refused(many.figure, path)
    refused(lambda: xes.moments(many), path)
    assert not out.exists() and not (tmp_path / "out.svg").exists()
    assert "image/svg+xml" not in smooth._repr_mimebundle_()
    # computed from the old and the new file
    refused(lambda: xes.average([smooth, xes.despike(path)]), path)


def test_a_scan_is_the_one_that_was_opened(places, demo):
    path = places["line"]
    opened = xes.open(path)
    change(path, demo)
    refused(opened.spectrum, path)
    refused(opened.figure, path)
    refused(lambda: xes.smooth(opened), path)
    assert len(xes.open(path).spectrum()) > 0


def test_cells_of_a_map_fetched_late_are_those_of_the_opened_file(places, demo):
    path = places["map"]
    opened = xes.open(path)
    surface = xes.map(opened)
    change(path, demo)
    refused(lambda: surface.frame, path)
    refused(lambda: surface.intensity, path)
    refused(lambda: xes.cut(surface, type="CEE", at=8638), path)


def test_a_result_of_two_files_is_refused_after_a_change_of_either(places, demo, tmp_path):
    twin = shutil.copy(places["line"], tmp_path / "twin.nxs")
    whole = xes.average([places["line"], twin])
    change(twin, demo)
    refused(lambda: xes.smooth(whole), twin)


def test_a_deleted_file_is_reported(places):
    smooth = xes.smooth(places["line"])
    os.unlink(places["line"])
    with pytest.raises(xes.XESError) as error:
        smooth.save(f"{places['map']}.csv")
    assert error.value.code == "file/not-found"


def test_the_same_numbers_are_equal_whatever_the_mtime(places, demo, tmp_path):
    path = places["line"]
    smooth = xes.smooth(path)
    # like an archive after a measurement: other times, owner and inode, the same scan
    os.chmod(path, 0o444)
    os.utime(path, (0, 0))
    os.replace(shutil.copy(demo / "xes-demo-kbeta.nxs", tmp_path / "again.nxs"), path)
    assert smooth.save(tmp_path / "out.csv")
    assert xes.area(smooth, range=(9565, 9575)).numbers["area"].value > 0


def test_a_result_passed_to_another_process_is_bound_to_the_same_file(places, demo, tmp_path):
    path = places["line"]
    smooth = xes.smooth(path)
    handed = tmp_path / "result.pickle"
    handed.write_bytes(pickle.dumps(smooth))
    code = f"""
        import pickle, warnings
        import jupyterlab_xes as xes
        warnings.simplefilter("ignore")
        made = pickle.load(open({str(handed)!r}, "rb"))
        try:
            print(repr(xes.area(made, range=(9565, 9575)).numbers["area"].value))
        except xes.XESError as error:
            print(error.code)
    """

    def text():
        with run_python(code) as python:
            return python.stdout.read().strip()

    assert float(text()) == xes.area(smooth, range=(9565, 9575)).numbers["area"].value
    change(path, demo)
    assert text() == "file/changed"


def test_a_reference_of_a_recipe_that_changed_is_refused(places, demo, tmp_path):
    wide = shutil.copy(demo / "xes-demo-kbeta-repeat.nxs", tmp_path / "wide.nxs")
    taken = xes.background(places["line"], join=wide, exclude=[(9562, 9590)])
    other = demo / "xes-demo-kbeta-repeat.nxs"
    done = xes.run(taken, [other], out=tmp_path / "before", progress=False)
    assert done.failures == {}
    change(wide, demo)
    refused(lambda: xes.run(taken, [other], out=tmp_path / "out", progress=False), wide)
    assert not (tmp_path / "out").exists()
    # the file that others replace may have changed
    shutil.copy(demo / "xes-demo-kbeta-repeat.nxs", wide)
    again = xes.background(places["line"], join=xes.open(wide), exclude=[(9562, 9590)])
    change(places["line"], demo)
    assert xes.run(again, [other], out=tmp_path / "again", progress=False).failures == {}


def test_a_changed_file_is_shown_with_its_old_numbers_and_a_message(places, demo, monkeypatch):
    made, area = xes.smooth(places["line"]), xes.area(places["line"])
    for one in (made, area):
        bundle = one._repr_mimebundle_()
        assert MIME in bundle and "<img" in bundle["text/html"]
        size = os.stat(places["line"]).st_size
        (stamp,) = bundle[MIME]["stamps"].values()
        assert stamp["size"] == size and abs(stamp["modified"] / 1000 - os.stat(places["line"]).st_mtime) < 0.01
    number = str(area.numbers["area"])
    change(places["line"], demo)
    for one in (made, area, xes.Results([made])):
        bundle = one._repr_mimebundle_()
        # a live view would read the current file
        assert set(bundle) == {"text/plain", "text/html"}
        assert "[file/changed]" in bundle["text/html"] and "[file/changed]" in bundle["text/plain"]
        assert "<img" not in bundle["text/html"]
    assert number in area._repr_mimebundle_()["text/plain"]
