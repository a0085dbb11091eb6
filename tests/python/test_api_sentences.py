"""Refusals are helpful: the messages name what to do instead."""

import json

import pytest

import jupyterlab_xes as xes
from cli import analysis
from jupyterlab_xes import extras


@pytest.fixture(autouse=True)
def folder(demo, tmp_path, monkeypatch):
    (tmp_path / "demo").symlink_to(demo)
    analysis(tmp_path / "r.xes.json")
    monkeypatch.chdir(tmp_path)


LINE, MAP = "demo/xes-demo-kbeta.nxs", "demo/xes-demo-rxes.nxs"


@pytest.mark.parametrize("take", [lambda: xes.open("r.xes.json"), lambda: xes.area("r.xes.json")])
def test_an_analysis_is_not_a_scan(take):
    with pytest.raises(xes.XESError, match=r"xes\.Analysis\('r\.xes\.json'\).*\[file/no-scan\]"):
        take()


@pytest.mark.parametrize("take", [xes.open, xes.average, lambda path: xes.background(LINE, join=path)])
def test_a_pattern_is_not_a_scan(take):
    with pytest.raises(xes.XESError, match=r"matches 2 files.*glob\.glob\('demo/xes-demo-kbeta\*\.nxs'\).*file/pattern"):
        take("demo/xes-demo-kbeta*.nxs")
    with pytest.raises(xes.XESError, match="matches no file"):
        take("demo/nothing*.nxs")


def test_a_file_whose_name_looks_like_a_pattern_is_a_scan(folder, tmp_path):
    (tmp_path / "a[1].nxs").write_bytes((tmp_path / LINE).read_bytes())
    assert xes.open("a[1].nxs").kind == "XES"


def test_a_list_is_opened_item_by_item():
    with pytest.raises(xes.XESError, match=r"\[xes\.open\(one\) for one in files\]"):
        xes.open([LINE, MAP])


@pytest.mark.parametrize("take", [xes.Analysis, lambda path: xes.run(path, LINE)])
def test_a_scan_is_not_an_analysis(take):
    with pytest.raises(xes.XESError, match=r"xes\.open\('xes-demo-kbeta\.nxs'\).*\[analysis/invalid\]"):
        take(LINE)


def test_refusals_for_a_map_name_the_next_step():
    rxes, line = xes.open(MAP), xes.open(LINE)
    with pytest.raises(xes.XESError, match=r"xes\.cut\(xes\.map\(scan\), …\)"):
        xes.cut(rxes.map(), type="CEE", at=8639)
    assert xes.cut(xes.map(rxes), type="CEE", at=8639.2).energy.size == 17
    for made in (line.map, lambda: xes.map(line)):
        with pytest.raises(xes.XESError, match=r"xes\.spectrum\(scan\) or scan\.spectrum\(\)"):
            made()
    with pytest.raises(AttributeError, match=r"\.array.*result\.array\.sel"):
        xes.map(rxes).sel(emission=8639)


@pytest.mark.parametrize(
    "type_, at, energies",
    [
        ("CEE", 9000, "the emission energies of the map go from 8628 to 8649.9 eV"),
        ("CIE", 8000, "the incident energies of the map go from 9658 to 9662.8 eV"),
        ("CET", 0, "the energy transfers of the map go from 1008.1 to 1034.8 eV"),
    ],
)
def test_a_cut_next_to_the_map_states_where_the_map_is(type_, at, energies):
    with pytest.raises(xes.XESError, match=energies) as refused:
        xes.cut(MAP, type=type_, at=at)
    assert refused.value.code == "cut/empty" and f"at {at} eV" in refused.value.message


def test_failures_have_one_name():
    with pytest.warns(xes.XESWarning, match="xes-demo-rxes"):
        broken = xes.area([LINE, MAP], range=(9560, 9590))
    done = xes.run(xes.area(LINE, range=(9560, 9590)), [LINE, MAP], out="out", progress=False)
    assert list(broken.failures) == ["xes-demo-rxes"]
    assert [failure.endswith("xes-demo-rxes.nxs") for failure in done.failures] == [True]


def test_the_doctor_checks_the_packages_of_notebooks(monkeypatch):
    (row,) = xes.doctor().query("id == 'extras'").to_dict("records")
    assert row["optional"]
    for one in extras.extras():
        said = f"{one['name']} {one['version']}" if one["version"] else f"{one['name']} is missing ({one['use']})"
        assert said in row["detail"]
        assert (one["name"] in row["remedy"]) is (one["version"] is None)
    assert row["ok"] is (row["remedy"] == "")


def test_missing_packages_are_reported_as_missing(monkeypatch):
    monkeypatch.setitem(extras.EXTRAS, "no-such-package-here", "nothing")
    found = {extra["name"]: extra["version"] for extra in extras.extras()}
    assert found["no-such-package-here"] is None and found["pandas"] is not None
    assert json.dumps(extras.extras())
