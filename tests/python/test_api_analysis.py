"""Analyses in Python: read, evaluated, edited and saved like in the viewer."""

import json
import os
import warnings

import numpy as np
import pytest

import jupyterlab_xes as xes
from cli import analysis, answer, done

STEPS = [
    {"id": "mean", "step": "average", "from": ["s1", "s2"], "parameters": {}, "label": "average of Kβ"},
    {"id": "smooth", "step": "smooth", "from": ["scans"], "parameters": {"window": 9}},
    {"id": "numbers", "step": "moments", "from": ["mean"], "parameters": {}},
]


@pytest.fixture(autouse=True)
def ignore_warnings():
    """Warnings of results are tested elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", xes.XESWarning)
        yield


@pytest.fixture
def saved(demo, tmp_path):
    """A saved analysis of three scans in its folder, one of them an RXES map."""
    names = {"s1": "xes-demo-kbeta.nxs", "s2": "xes-demo-kbeta-repeat.nxs", "map": "xes-demo-rxes.nxs"}
    for name in names.values():
        (tmp_path / name).write_bytes((demo / name).read_bytes())
    scans = [{"id": key, "path": name} for key, name in names.items()]
    return analysis(
        tmp_path / "zn.xes.json",
        *STEPS,
        scans=scans,
        version=3,
        cuts=[],
        view={"shown": [{"id": "mean"}], "selected": [], "active": None},
    )


def test_results_are_those_of_a_run(saved, tmp_path):
    done("run", saved, "--out", tmp_path / "out")
    record = json.loads((tmp_path / "out" / "zn" / "result.json").read_text())
    a = xes.Analysis(saved)
    for step in record["steps"]:
        for result in step["results"]:
            made = a[step["id"]]
            table = np.genfromtxt(
                tmp_path / "out" / "zn" / result["file"], delimiter=",", names=True
            )
            one = made if isinstance(made, xes.Result) else made[result["name"]]
            np.testing.assert_array_equal(one.intensity, table["intensity"])
    for number in next(entry for entry in record["steps"] if entry["id"] == "numbers")["numbers"]:
        assert a["numbers"].numbers[number["name"]].value == number["value"]


def test_results_are_found_by_id_and_label(saved):
    a = xes.Analysis(saved)
    mean = a["average of Kβ"]
    np.testing.assert_array_equal(mean.intensity, a["mean"].intensity)
    assert isinstance(a["smooth"], xes.Results) and len(a["smooth"]) == 2
    assert a["s1"].kind == "XES" and a["map"].kind == "RXES"
    assert list(a.scans.index) == ["s1", "s2", "map"]
    assert list(a.steps["step"]) == ["average", "smooth", "moments"]
    with pytest.raises(xes.XESError, match="average of Kβ") as refused:
        _ = a["no such"]
    assert refused.value.code == "analysis/unknown"


def test_results_are_inputs_of_further_steps(saved, tmp_path):
    a = xes.Analysis(saved)
    difference = xes.difference(a["smooth"][0], a["mean"])
    direct = xes.difference(
        xes.smooth(tmp_path / "xes-demo-kbeta.nxs", window=9),
        xes.average([tmp_path / "xes-demo-kbeta.nxs", tmp_path / "xes-demo-kbeta-repeat.nxs"]),
    )
    np.testing.assert_array_equal(difference.intensity, direct.intensity)
    ids = {step["id"]: step for step in difference.recipe["steps"]}
    assert set(ids) == {"mean", "smooth", "difference"}
    assert ids["mean"]["from"] == ["s1", "s2"]


def test_edits_are_saved_for_the_viewer(saved):
    a = xes.Analysis(saved)
    assert not a.is_changed
    step = a.add_step(xes.area, "average of Kβ", range=(9565, 9580), label="line")
    assert a.is_changed
    value = a[step].numbers["area"].value
    a.set_step("line", range=(9560, 9590))
    assert a["line"].numbers["area"].value > value
    # existing scans are not added again
    assert a.add_scans(saved.parent / "xes-demo-kbeta.nxs") == ["s1"]
    a.show("line", "s1")
    a.save()
    assert not a.is_changed
    again = xes.Analysis(saved)
    assert again.document == a.document
    entry = again.document["steps"][-1]
    assert entry["label"] == "line" and entry["from"] == ["mean"]
    assert entry["parameters"] == {"range": [9560, 9590]}
    # the command line computes the same from the same steps
    output = answer("run", saved, "--out", saved.parent / "out")
    assert output["done"] == 1
    again.remove("line")
    assert "line" not in list(again.steps.get("label", []))


def test_a_result_from_python_is_added_with_its_inputs(saved, tmp_path):
    a = xes.Analysis(saved)
    folder = tmp_path
    kbeta, herfd = folder / "xes-demo-kbeta.nxs", folder / "herfd.nxs"
    herfd.write_bytes((folder / "xes-demo-kbeta-repeat.nxs").read_bytes())
    mean = xes.average([kbeta, folder / "xes-demo-kbeta-repeat.nxs"])
    result = xes.difference(mean, xes.smooth(herfd))
    name = a.add(result, label="what changed")
    # it already contains the average of the same two scans
    assert [step["id"] for step in a.document["steps"]].count("average") <= 1
    assert [scan["path"] for scan in a.document["scans"]].count("xes-demo-kbeta.nxs") == 1
    np.testing.assert_array_equal(a["what changed"].intensity, result.intensity)
    assert a.add(result) == name


def test_external_changes_are_never_overwritten(saved):
    a, b = xes.Analysis(saved), xes.Analysis(saved)
    a.add_step("area", "mean")
    b.add_step("moments", "smooth")
    a.save()
    with pytest.raises(xes.XESError) as refused:
        b.save()
    assert refused.value.code == "document/changed"
    assert xes.Analysis(saved).document == a.document
    b.reload()
    assert b.document == a.document
    b.add_step("moments", "smooth")
    b.save()
    a.save(overwrite=True)
    assert xes.Analysis(saved).document == a.document
    assert [name for name in os.listdir(saved.parent) if name.startswith(".xes-")] == []


def test_an_analysis_saved_elsewhere_refers_to_the_same_scans(saved, tmp_path):
    a = xes.Analysis(saved)
    (tmp_path / "sub").mkdir()
    a.save(tmp_path / "sub" / "copy.xes.json")
    assert a.document["scans"][0]["path"] == "../xes-demo-kbeta.nxs"
    again = xes.Analysis(tmp_path / "sub" / "copy.xes.json")
    np.testing.assert_array_equal(again["mean"].intensity, xes.Analysis(saved)["mean"].intensity)
    with pytest.raises(xes.XESError) as refused:
        a.save(saved)
    assert refused.value.code == "document/exists"


def test_a_new_analysis_is_created_and_saved(saved, tmp_path):
    path = tmp_path / "new.xes.json"
    a = xes.Analysis.new(path, [tmp_path / "xes-demo-kbeta.nxs"])
    a.add_step("smooth")
    assert not path.exists()
    a.save()
    assert list(xes.Analysis(path).steps["step"]) == ["smooth"]
    with pytest.raises(xes.XESError) as refused:
        xes.Analysis.new(path)
    assert refused.value.code == "document/exists"
    again = xes.Analysis.new(path, [tmp_path / "xes-demo-kbeta.nxs"], overwrite=True)
    again.add_step("area")
    again.save()
    assert list(xes.Analysis(path).steps["step"]) == ["area"]


def test_overwriting_detects_external_changes(saved):
    a = xes.Analysis.new(saved, overwrite=True)
    saved.write_text(saved.read_text() + "\n")
    with pytest.raises(xes.XESError) as refused:
        a.save()
    assert refused.value.code == "document/changed"


def test_invalid_analyses_are_refused(tmp_path):
    with pytest.raises(xes.XESError) as refused:
        xes.Analysis(tmp_path / "none.xes.json")
    assert refused.value.code == "file/not-found"
    (tmp_path / "bad.xes.json").write_text('{"type": "other"}')
    with pytest.raises(xes.XESError) as refused:
        xes.Analysis(tmp_path / "bad.xes.json")
    assert refused.value.code.startswith("analysis/")


def test_an_analysis_is_shown(saved):
    a = xes.Analysis(saved)
    shown = a._repr_mimebundle_()
    assert "average of Kβ" in shown["text/html"] and "average of Kβ" in shown["text/plain"]
    assert "data:image/svg+xml;base64," in shown["text/html"]
    hostile = {**a.document["scans"][0], "label": "<img src=x onerror=alert(1)>"}
    a._document = {**a.document, "scans": [hostile, *a.document["scans"][1:]]}
    assert "<img src=x" not in a._repr_html_()


def test_without_ticks_the_last_step_is_shown_else_the_first_scan(demo, tmp_path):
    a = xes.Analysis.new(tmp_path / "unticked.xes.json", [demo / "xes-demo-kbeta.nxs"])

    def picture():
        html = a._repr_mimebundle_()["text/html"]
        return html.split("data:image/svg+xml;base64,")[1].split('"')[0]

    scan = picture()
    a.add_step("smooth", "scans", window=9)
    assert picture() != scan
    a.add_step("background", "scans", model="linear", include=[(1, 2)])  # fails
    assert picture() == scan


def test_arguments_of_steps_are_accepted_as_by_their_functions(demo, tmp_path):
    main, wide = demo / "xes-demo-kbeta.nxs", xes.open(demo / "xes-demo-kbeta-repeat.nxs", channel="lower")
    a = xes.Analysis.new(tmp_path / "a.xes.json", [main])
    step = a.add_step("background", "scans", join=wide, exclude=(9562, 9590), label="off")
    # the reference is not one of the samples
    assert [item.get("role") for item in a.document["scans"]] == [None, "reference"]
    (entry,) = a.document["steps"]
    assert entry["from"] == ["scans", {"id": "s2", "channel": "lower"}]
    assert entry["parameters"] == {"join": True, "exclude": [[9562, 9590]]}
    scan = xes.open(main)
    made = xes.background(scan, join=wide, exclude=(9562, 9590))
    assert {name: one.value for name, one in a[step].numbers.items()} == {
        name: one.value for name, one in made.numbers.items()
    }
    a.set_step("off", exclude=(9560, 9592), join="s1")
    (entry,) = a.document["steps"]
    assert (entry["from"], entry["parameters"]["exclude"]) == (["scans", "s1"], [[9560, 9592]])
    a.set_step("off", exclude=None)
    assert a.document["steps"][0]["parameters"] == {"join": True}
    unit = a.add_step(xes.normalise, "s1", reference=wide, range=(9560, 9590))
    assert a.document["steps"][-1]["from"] == ["s1", {"id": "s2", "channel": "lower"}]
    assert a[unit].parameters["by"] == "reference"
    with pytest.raises(xes.XESError, match=r'no parameter "windows"'):
        a.add_step("smooth", "s1", windows=5)
