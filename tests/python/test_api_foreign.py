"""Data of other packages as inputs; maps over the transfer; calculations with numbers; words that stay words."""

import math
import os
import shutil
import sys

import numpy as np
import pandas as pd
import pytest

import jupyterlab_xes as xes
from jupyterlab_xes.api.csvtable import read_table
from jupyterlab_xes.api.inputs import inputs_of

COLUMNS = {"emission_eV": [1.0, 2.0, 3.0], "intensity": [4.0, 5.0, 4.0], "sigma": [0.1, 0.1, 0.2]}
KBETA, RXES = "xes-demo-kbeta.nxs", "xes-demo-rxes.nxs"


def table(data):
    """The axis and columns read from an object in memory."""
    ((one,), several) = inputs_of(data)
    assert not several
    return one.node.table.axis, {name: list(values) for name, values in one.node.table.columns.items()}


def refused(data):
    with pytest.raises(xes.XESError) as found:
        inputs_of(data)
    return found.value


def test_columns_of_any_package_are_one_spectrum():
    expected = ("emission", {"energy_eV": [1, 2, 3], "intensity": [4, 5, 4], "sigma": [0.1, 0.1, 0.2]})
    frame = pd.DataFrame(COLUMNS)
    structured = np.array(list(zip(*COLUMNS.values(), strict=True)), dtype=[(name, float) for name in COLUMNS])
    for data in (frame, COLUMNS, structured, frame.set_index("emission_eV")):
        assert table(data) == expected
    assert table({**COLUMNS, "note": ["a", "b", "c"]}) == expected


@pytest.mark.parametrize("package", ["polars", "pyarrow"])
def test_columns_of_optional_packages(package):
    found = pytest.importorskip(package)
    data = found.DataFrame(COLUMNS) if package == "polars" else found.table(COLUMNS)
    assert table(data) == table(COLUMNS)


def test_an_xarray_object_over_one_energy_is_a_spectrum():
    xarray = pytest.importorskip("xarray")
    array = xarray.DataArray([4.0, 5.0, math.nan], {"incident": [1.0, 2, 3]}, "incident", name="x", attrs={"label": "mine"})
    ((one,), several) = inputs_of(array)
    assert (one.node.table.axis, one.node.label, several) == ("incident", "mine", False)
    assert table(array)[1] == {"energy_eV": [1, 2], "intensity": [4, 5]}
    dataset = xarray.Dataset({"intensity": array, "sigma": array / 10}, attrs={"label": "mine"})
    assert table(dataset)[1]["sigma"] == [0.4, 0.5]
    whole = array.expand_dims(emission=[5.0, 6.0])
    assert "emission 2, incident 3" in refused(whole).message and "xes.cut" in refused(whole).message
    assert "over time" in refused(array.rename(incident="time")).message


def test_invalid_spectra_are_refused_with_advice():
    for data in (np.zeros(3), np.zeros((2, 2)), pd.Series([1.0, 2.0])):
        assert refused(data).code == "step/input" and "xes.spectrum(energy" in refused(data).message
    assert "columns" in refused({"a": KBETA}).message
    # names of files in any container are several scans
    for data in (np.array(["a.nxs", "b.nxs"]), pd.Series(["a.nxs", "b.nxs"])):
        inputs, several = inputs_of(data)
        assert several and [os.path.basename(entry.node.path) for entry in inputs] == ["a.nxs", "b.nxs"]


def test_a_frame_that_lost_its_axis_needs_clarification(demo):
    frame = xes.open(demo / "xes-demo-herfd.nxs").spectrum()
    assert table(frame)[0] == "incident"
    lost = frame.copy()
    lost.attrs.clear()
    found = refused(lost)
    assert found.code == "table/axis" and "incident_eV" in found.message
    assert table(lost.rename(columns={"energy_eV": "incident_eV"}))[0] == "incident"
    lost.attrs["axis"] = "incident"
    assert xes.smooth(lost, window=5).axis == "incident"


def test_spectra_in_memory_have_a_name(demo):
    made = [xes.spectrum([1.0, 2, 3, 4, 5], np.arange(5.0) + i) for i in (1, 2)]
    assert made[0].label == made[0].frame.attrs["label"] == "table 1"
    both = xes.Results(xes.smooth(made, window=3, order=1))
    assert both.labels == ["table 1", "table 2"]
    assert b"table:" not in both.figure() and b"table 2" in both.figure()


def test_a_map_can_be_selected_by_its_transfer(demo):
    pytest.importorskip("xarray")
    scan = xes.open(demo / RXES)
    plain, over = scan.map(), scan.map(view="transfer")
    assert over.intensity.dims == ("transfer", "incident") and over.transfer.attrs["units"] == "eV"
    assert np.allclose(over.transfer.diff("transfer"), np.median(np.diff(plain.emission)))
    # each cell is a measured one, at its coordinates, within half a step of its position
    at = float(over.transfer[over.sizes["transfer"] // 2])
    row = over.sel(transfer=at, method="nearest").dropna("incident")
    assert row.sizes["incident"] > 3
    step = float(over.transfer[1] - over.transfer[0])
    for value in row.incident.values:
        cell = row.sel(incident=value)
        same = plain.sel(incident=value, emission=float(cell.emission))
        assert float(same.intensity) == float(cell.intensity) and float(same.counts) == float(cell.counts)
        assert abs(float(same.transfer) - at) <= step * 0.501
    assert np.nansum(over.counts) == pytest.approx(np.nansum(plain.counts), rel=1e-12)
    assert xes.map(scan, view="transfer").array.equals(over)
    assert xes.smooth(row, window=3, order=1).axis == "incident"


def test_numbers_compare_by_their_value():
    one, other = xes.Number(2.0, 0.1, "eV"), xes.Number(3.0, None, "eV")
    assert one < other and one <= 2 and other > 2.5 and one == 2.0 and one != other and one >= np.float64(2)
    assert one == xes.Number(2.0, 0.1, "eV") and len({one, xes.Number(2.0, 0.1, "eV")}) == 1
    assert sorted([other, one]) == [one, other] and float(one) == 2.0
    assert np.asarray([one, other], dtype=float).tolist() == [2.0, 3.0]
    with pytest.raises(TypeError):
        _ = one < "2"


def test_uncertainties_can_calculate_with_numbers(monkeypatch):
    pytest.importorskip("uncertainties")
    one, other = xes.Number(2.0, 0.3), xes.Number(4.0, 0.4)
    both = one + other
    assert (both.nominal_value, both.std_dev) == (6.0, pytest.approx(0.5))
    assert (one - one).std_dev == 0 and (np.float64(8) / other).nominal_value == 2
    assert ((one * 2) ** 2).nominal_value == 16 and abs(xes.Number(-2.0, 0.3)).nominal_value == 2 and (1 - one).nominal_value == -1
    monkeypatch.setitem(sys.modules, "uncertainties", None)
    with pytest.raises(xes.XESError) as found:
        xes.Number(1.0, 0.1) + 1
    assert found.value.code == "python/package-missing" and ".value" in found.value.message


NAMES = ["NA", "None", "1e5", "#3", "nan", "a#b", 'x,"y"']


def test_words_in_tables_stay_words(tmp_path):
    path = tmp_path / "t.csv"
    quoted = ['"x,""y"""' if "," in name else name for name in NAMES]
    rows = [f"{name},{i},{'NaN' if i else ''},0.1" for i, name in enumerate(quoted)]
    path.write_text("\n".join(["scan,n,value,sigma", *rows, "# title: x", "# made by: y", ""]))
    frame = read_table(path)
    assert frame["scan"].tolist() == NAMES
    assert frame["value"].isna().all() and frame["n"].tolist() == list(range(len(NAMES)))
    assert frame.dtypes.astype(str).tolist()[1:] == ["int64", "float64", "float64"]


def test_scans_with_unusual_names_retain_them_in_a_run(demo, tmp_path):
    files = []
    for name in ("NA", "None", "1e5", "#3", "a#b"):
        files.append(tmp_path / f"{name}.nxs")
        shutil.copy(demo / KBETA, files[-1])
    done = xes.run(xes.moments(demo / KBETA), files, out=tmp_path / "out", progress=False)
    assert done.failures == {} and done.summary.index.tolist() == done.names
    assert {"NA", "None", "1e5"} < set(done.names)
    assert [os.path.basename(file) for file in done.summary["file"]] == [path.name for path in files]
    assert done.summary["moments.m1"].notna().all()
    drift = xes.drift([str(path) for path in files], times=range(5))
    assert drift.frame["scan"].tolist() == ["NA", "None", "1e5", "#3", "a#b"]
    again = xes.run(xes.moments(demo / KBETA), files, out=tmp_path / "out", progress=False)
    assert again.earlier == again.names and "5 of 5 done, 5 of them by an earlier run" in repr(again)
    assert done.earlier == [] and "earlier" not in repr(done)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_analyses_opened_through_links_find_their_scans(demo, tmp_path):
    real, home = tmp_path / "données réelles" / "proj", tmp_path / "home"
    (real.parent / "raw").mkdir(parents=True)
    real.mkdir(), home.mkdir()
    scan = real.parent / "raw" / "Kβ 1.nxs"
    shutil.copy(demo / KBETA, scan)
    made = xes.Analysis.new(real / "α β.xes.json", [scan])
    made.add_step("moments", "scans", id="m")
    made.save()
    os.symlink(real, home / "proj")
    os.symlink(real / "α β.xes.json", home / "link.xes.json")
    expected = made["m"].numbers["m1"]
    for path in (home / "proj" / "α β.xes.json", home / "link.xes.json", home / "proj" / ".." / "proj" / "α β.xes.json"):
        a = xes.Analysis(path)
        assert a["m"].numbers["m1"] == expected
        assert a["s1"].path == str(scan)
        # what is added through a link is visible by the other path too
        added = a.add_scans(demo / "xes-demo-kbeta-repeat.nxs")
        a.save()
        again = xes.Analysis(real / "α β.xes.json")
        assert os.path.samefile(again[added[0]].path, demo / "xes-demo-kbeta-repeat.nxs")
        again.remove(*added)
        again.save()
    assert os.path.islink(home / "link.xes.json")
    copy = xes.Analysis(home / "proj" / "α β.xes.json")
    copy.save(home / "copy.xes.json")
    assert xes.Analysis(home / "copy.xes.json")["m"].numbers["m1"] == expected
    # the parent of a link is the parent of its target
    assert xes.open(home / "proj" / ".." / "raw" / "Kβ 1.nxs").path == os.path.realpath(scan)
