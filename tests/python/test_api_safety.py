"""What the Python package must never do: overwrite a scan, change results, or lose input."""

import shutil
import threading

import numpy as np
import pytest

import jupyterlab_xes as xes

ENERGY = np.linspace(9560.0, 9580.0, 81)
PEAK = 100 * np.exp(-(((ENERGY - 9570) / 3) ** 2)) + 1


@pytest.fixture
def scan(demo, tmp_path):
    return shutil.copy(demo / "xes-demo-kbeta.nxs", tmp_path / "scan.nxs")


def refused(code, call):
    with pytest.raises(xes.XESError) as found:
        call()
    assert found.value.code == code


def test_a_figure_never_replaces_a_scan_or_a_foreign_file(scan, tmp_path):
    before = open(scan, "rb").read()
    opened = xes.open(scan)
    refused("python/argument", lambda: opened.figure(scan, format="svg"))
    refused("python/argument", lambda: xes.smooth(opened).figure(scan, format="png"))
    notes = tmp_path / "notes.svg"
    notes.write_text("mine")
    with pytest.raises(xes.XESError):
        opened.figure(notes)
    assert notes.read_text() == "mine"
    assert open(scan, "rb").read() == before
    picture = tmp_path / "picture.svg"
    data = opened.figure(picture)
    assert picture.read_bytes() == data and opened.figure(picture) == data


def test_an_analysis_is_only_saved_as_an_analysis(scan, tmp_path):
    before = open(scan, "rb").read()
    analysis = xes.Analysis.new(tmp_path / "a.xes.json", [scan])
    refused("document/name", lambda: analysis.save(scan, overwrite=True))
    assert open(scan, "rb").read() == before


def test_concurrent_saves_leave_one_file_and_the_others_raise(scan, tmp_path):
    path = tmp_path / "a.xes.json"
    xes.Analysis.new(path, [scan]).save()
    many = [xes.Analysis(path) for _ in range(6)]
    for i, one in enumerate(many):
        one.add_step("smooth", "s1", label=f"by {i}")
    barrier = threading.Barrier(len(many))
    codes = []

    def save(one):
        barrier.wait()
        try:
            one.save()
            codes.append("saved")
        except xes.XESError as error:
            codes.append(error.code)

    threads = [threading.Thread(target=save, args=(entry,)) for entry in many]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(codes) == ["document/changed"] * 5 + ["saved"]


def test_edits_of_several_threads_are_all_present(scan, tmp_path):
    analysis = xes.Analysis.new(tmp_path / "a.xes.json", [scan])
    threads = [threading.Thread(target=analysis.add_step, args=("smooth", "s1")) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(analysis.steps) == 8


def test_results_do_not_change_with_the_arrays_passed():
    passed = PEAK.copy()
    spectrum = xes.spectrum(ENERGY, passed)
    passed *= 2
    area = xes.area(spectrum, range=(9565, 9575)).numbers["area"].value
    assert area == xes.area(xes.spectrum(ENERGY, PEAK), range=(9565, 9575)).numbers["area"].value


def test_masked_points_are_missing_and_complex_ones_are_refused():
    masked = np.ma.masked_array(PEAK, mask=PEAK > 90)
    assert np.nanmax(xes.spectrum(ENERGY, masked).intensity) < 90
    refused("table/values", lambda: xes.spectrum(ENERGY, PEAK + 1j))


def test_returned_values_are_copies(scan, tmp_path):
    area = xes.area(scan, range=(9565.0, 9580.0))
    area.recipe["steps"][0]["parameters"]["range"][0] = 0.0
    assert area.recipe["steps"][0]["parameters"]["range"] == [9565.0, 9580.0]
    area.parameters["range"][0] = 0.0
    assert area.parameters["range"] == [9565.0, 9580.0]
    analysis = xes.Analysis.new(tmp_path / "a.xes.json", [scan])
    analysis.document["scans"].clear()
    assert len(analysis.scans) == 1


def arrays_in(value):
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from arrays_in(entry)


def test_shared_arrays_are_read_only_and_copies_are_writable(scan, demo):
    smooth = xes.smooth(scan)
    before = smooth.intensity.copy()
    surface = xes.map(demo / "xes-demo-rxes.nxs", channel="upper")
    for entry in (smooth, surface, *smooth.outputs.values()):
        shared = list(arrays_in(entry._value))
        assert shared and not any(array.flags.writeable for array in shared)
    for array in (smooth.energy, smooth.intensity, smooth.sigma, surface.intensity, surface.sigma):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    opened = xes.open(scan)
    for frame in (smooth.frame, surface.frame, opened.spectrum(), xes.Results([smooth]).frame):
        frame["intensity"] += 1
        frame.iloc[0, 0] = 0
    assert (smooth.intensity == before).all() and (smooth.frame["intensity"] == before).all()
    pytest.importorskip("xarray")
    for _ in range(2):
        array = surface.array
        assert float(array["intensity"].max()) == np.nanmax(surface.intensity)
        array["intensity"] *= 2
        array["incident"].values  # an index, which is immutable
        array["transfer"].values[...] = 0


def test_the_metadata_of_a_scan_is_a_copy(scan):
    opened = xes.open(scan)
    for name in ("metadata", "warnings", "entries", "columns", "info", "channels"):
        said = getattr(opened, name)
        kept = repr(said)
        said.clear()
        assert repr(getattr(opened, name)) == kept
    opened.info["metadata"].clear()
    assert opened.metadata


def test_a_run_computes_the_current_state_though_the_file_was_saved_by_another(scan, tmp_path):
    path = tmp_path / "a.xes.json"
    mine = xes.Analysis.new(path, [scan])
    step = mine.add_step("area", "scans", range=(9565.0, 9580.0))
    mine.save()
    other = xes.Analysis(path)
    other.set_step(step, range=(9570.0, 9571.0))
    other.save()
    done = mine.run([scan], out=tmp_path / "out", progress=False)
    numbers = done.summary.iloc[0]
    assert numbers[f"{step}.area"] == mine[step].numbers["area"].value


def test_a_run_refuses_scans_opened_with_other_options_and_empty_lists(
    scan, demo, tmp_path
):
    recipe = xes.area(scan, range=(9565.0, 9580.0))
    arms = xes.open(demo / "xes-demo-two-arms.nxs")
    chosen = arms.channel(arms.channels[1])
    refused("run/scan-choice", lambda: xes.run(recipe, [chosen], out=tmp_path / "x", progress=False))
    refused("run/no-files", lambda: xes.run(recipe, [], out=tmp_path / "x", progress=False))
    done = xes.run(recipe, xes.open(scan), out=tmp_path / "one", progress=False)
    assert len(done.summary) == 1


def test_own_output_is_overwritten_unless_edited(scan, tmp_path):
    area = xes.smooth(scan)
    for ending in ("csv", "dat", "nxs"):
        path = tmp_path / f"again.{ending}"
        area.save(path)
        area.save(path)
        path.write_text("mine")
        with pytest.raises(xes.XESError):
            area.save(path)
        assert path.read_text() == "mine"
