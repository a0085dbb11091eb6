"""Every step in Python returns the numbers of the command line, to the bit."""

import base64
import math
import pickle
import re
import warnings
from html import escape

import numpy as np
import pandas as pd
import pytest

import jupyterlab_xes as xes
from cli import REAL, answer, done
from jupyterlab_xes.api.csvtable import read_table
from jupyterlab_xes.api.stepnames import STEP_NAMES

KBETA, REPEAT = "xes-demo-kbeta.nxs", "xes-demo-kbeta-repeat.nxs"
HERFD, RXES, ARMS = "xes-demo-herfd.nxs", "xes-demo-rxes.nxs", "xes-demo-two-arms.nxs"

# for each step: files, and its arguments on the command line and in Python
CASES = {
    "spectrum": ([KBETA], "", {}),
    "map": ([RXES], "view=transfer", {"view": "transfer"}),
    "mapOfScans": ([KBETA, REPEAT], "energies=9900,9901", {"energies": [9900, 9901]}),
    "crop": (
        [RXES],
        "incident=9659:9662,emission=8630:8640",
        {"incident": (9659, 9662), "emission": (8630, 8640)},
    ),
    "normaliseMap": ([RXES, KBETA], "", {}),
    "mapDifference": ([RXES, "copy.nxs"], "", {}),
    "cut": ([RXES], "type=CEE,at=8639.2,width=1", {"type": "CEE", "at": 8639.2, "width": 1}),
    "lineCut": (
        [RXES],
        "fromIncident=9658,fromEmission=8630,toIncident=9662,toEmission=8648",
        {"from_incident": 9658, "from_emission": 8630, "to_incident": 9662, "to_emission": 8648},
    ),
    "totalYield": ([RXES], "", {}),
    "contours": ([RXES], "count=4,scale=log", {"count": 4, "scale": "log"}),
    "pixelEdges": ([RXES], "axis=emission", {"axis": "emission"}),
    "deadTime": ([KBETA], "tau=1e-7", {"tau": 1e-7}),
    "energyAxis": ([KBETA], "axis=bragg", {"axis": "bragg"}),
    "braggAngles": ([KBETA], "crystal=Ge,reflection=5,5,5", {"crystal": "Ge", "reflection": (5, 5, 5)}),
    "alignment": ([KBETA, REPEAT], "range=9565:9580", {"range": (9565, 9580)}),
    "consistency": ([KBETA, REPEAT, "copy-of-kbeta.nxs"], "", {}),
    "drift": ([KBETA, REPEAT, "copy-of-kbeta.nxs"], "times=0,5,9", {"times": np.array([0, 5, 9])}),
    "average": ([KBETA, REPEAT], "estimator=mean-of-ratios", {"estimator": "mean-of-ratios"}),
    "stitch": ([KBETA, REPEAT], "scale=overlap", {"scale": "overlap"}),
    "calibrate": (
        [KBETA],
        "found=9560.5,9572.1,energies=9560,9572",
        {"found": [9560.5, 9572.1], "energies": [9560, 9572]},
    ),
    "shift": ([KBETA], "by=0.25,sigma=0.01", {"by": 0.25, "sigma": 0.01}),
    "elastic": ([KBETA, REPEAT], "energies=9572,9573,degree=0", {"energies": [9572, 9573], "degree": 0}),
    "referenceLines": ([KBETA], "source=elam,beyond=30", {"source": "elam", "beyond": 30}),
    "normalise": ([KBETA], "by=area,range=9560:9610", {"by": "area", "range": (9560, 9610)}),
    "normaliseArm": ([ARMS], "channel=upper", {"channel": "upper"}),
    "rebin": ([HERFD], "width=0.5,e0=9660", {"width": 0.5, "e0": 9660}),
    "smooth": ([KBETA], "window=9,derivative=1", {"window": 9, "derivative": 1}),
    "despike": ([KBETA], "replace=median", {"replace": "median"}),
    "background": (
        [KBETA],
        "model=linear,exclude=9562:9590,9600:9602",
        {"model": "linear", "exclude": [(9562, 9590), (9600, 9602)]},
    ),
    "fit": (
        [KBETA],
        "model=pearson7+constant,set.center=9571,set.sigma=3,bounds.expon=0.5:50",
        {"model": "pearson7+constant", "set": {"center": 9571, "sigma": 3}, "bounds": {"expon": (0.5, 50)}},
    ),
    "area": ([KBETA], "range=9560.5:9600", {"range": (9560.5, 9600)}),
    "moments": ([KBETA], "threshold=0.2,ends=crossings", {"threshold": 0.2, "ends": "crossings"}),
    "difference": ([KBETA, REPEAT], "normalise=area,iad=true", {"normalise": "area", "iad": True}),
    "iad": ([KBETA, REPEAT], "range=9560:9600", {"range": (9560, 9600)}),
}
PAIRS = ("mapDifference", "stitch", "difference", "iad")
OF_SCANS = ("deadTime", "energyAxis")


@pytest.fixture(scope="module")
def scans(demo, tmp_path_factory):
    """The demonstration scans, and copies of two under other names."""
    folder = tmp_path_factory.mktemp("scans")
    for name in (KBETA, REPEAT, HERFD, RXES, ARMS):
        (folder / name).write_bytes((demo / name).read_bytes())
    (folder / "copy.nxs").write_bytes((demo / RXES).read_bytes())
    (folder / "copy-of-kbeta.nxs").write_bytes((demo / REPEAT).read_bytes())
    return folder


@pytest.fixture(autouse=True)
def ignore_warnings():
    """Warnings of results are tested elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", xes.XESWarning)
        yield


def python(step, paths, arguments):
    """The result of a step's function."""
    function = getattr(xes, next(name for name, own in STEP_NAMES.items() if own == step))
    if step in PAIRS:
        return function(*paths, **arguments)
    return function(paths if len(paths) > 1 else paths[0], **arguments)


def from_csv(path):
    # to the last digit with every pandas
    return read_table(path)


def assert_same_frame(frame, path):
    """The columns of a CSV are among those of the frame, to the bit."""
    expected = from_csv(path)
    assert len(frame) == len(expected)
    for name in expected:
        mine, theirs = frame[name].to_numpy(), expected[name].to_numpy()
        if theirs.dtype.kind in "fi" and mine.dtype.kind in "fi":
            np.testing.assert_array_equal(np.asarray(mine, float), theirs.astype(float), err_msg=name)
        else:
            assert list(mine) == ["" if word != word else word for word in theirs]


def assert_same_numbers(numbers, expected):
    assert set(numbers) == set(expected)
    for name, one in expected.items():
        value = math.nan if one["value"] is None else one["value"]
        np.testing.assert_array_equal(numbers[name].value, value, err_msg=name)
        assert numbers[name].sigma == one["sigma"], name
        assert numbers[name].unit == one["unit"]


def all_numbers(result):
    """With those of single inputs, as the command line calls them."""
    parts = {
        f"{one.label}.{name}": number
        for one in result.parts
        for name, number in one.numbers.items()
    }
    return {**result.numbers, **parts}


def test_each_step_has_a_case():
    assert set(CASES) == set(STEP_NAMES.values())


@pytest.mark.parametrize("step", CASES)
def test_steps_are_those_of_the_command_line(step, scans, tmp_path):
    files, words, arguments = CASES[step]
    paths = [scans / name for name in files]
    out = tmp_path / "out.csv"
    settings = ["--set", words] if words else []
    output = answer("apply", step, *paths, *settings, "--out", out)
    result = python(step, paths, arguments)
    assert isinstance(result, xes.Result)
    assert_same_numbers(all_numbers(result), output["numbers"])
    if output["results"]:
        shown = xes.spectrum(result) if step in OF_SCANS else result
        assert_same_frame(shown.frame, out)
    for name, one in output["parameters"].items():
        assert result.parameters[name] == one
    # a part's warning belongs to that part, and has its label on the command line
    mine = [*result.warnings, *(warning for part in result.parts for warning in part.warnings)]
    assert sorted(entry["code"] for entry in mine) == sorted(warning["code"] for warning in output["warnings"])
    for one in mine:
        assert any(one["message"] in other["message"] for other in output["warnings"])
    html = result._repr_html_()
    for name, number in result.numbers.items():
        assert escape(name) in html and escape(str(number)) in html
    for one in result.warnings:
        assert escape(" ".join(one["message"].split())) in html
    (details,) = output["details"] or [{}]
    assert result.verdict == details.get("verdict", [])


def test_a_drift_reports_what_changed(scans):
    times = [0.0, 5.0, 9.0]
    found = xes.drift([scans / name for name in (KBETA, REPEAT, "copy-of-kbeta.nxs")], times=times)
    for name, trend in found.details["trends"].items():
        slope = found.numbers[f"{name}_slope"]
        assert (slope.value, slope.sigma) == (trend["slope"]["value"], trend["slope"]["sigma"])
        assert found.numbers[f"{name}_z"].value == trend["z"]
        assert found.numbers[f"{name}_changed"].value == trend["hasChanged"]
    assert found.frame["time"].tolist() == times
    assert [part.numbers["time"].value for part in found.parts] == times
    assert found.frame.attrs["verdict"] == found.verdict and found.verdict


def test_a_verdict_uses_the_names_of_scans(demo):
    found = xes.consistency([demo / "xes-demo-herfd.nxs", demo / "herfd-series" / "herfd-08.nxs"])
    assert not any("{" in entry for entry in found.verdict)
    for one in found.details["outliers"]:
        assert any(one["name"] in sentence for sentence in found.verdict)


def test_a_channel_is_chosen_as_on_the_command_line(scans, tmp_path):
    out = tmp_path / "out.csv"
    for channel in ("upper", "lower"):
        done("spectrum", scans / ARMS, "--channel", channel, "--out", out)
        scan = xes.open(scans / ARMS, channel=channel)
        assert_same_frame(scan.spectrum(), out)
        assert_same_frame(xes.open(scans / ARMS).spectrum(channel), out)
        output = answer("apply", "moments", scans / ARMS, "--channel", channel)
        assert_same_numbers(xes.moments(scan).numbers, output["numbers"])
        done("average", scans / ARMS, "--channel", channel, "--out", out)
        assert_same_frame(xes.average([scan]).frame, out)
        assert_same_frame(xes.average([scans / ARMS], channel=channel).frame, out)


def test_maps_are_those_of_the_command_line(scans, tmp_path):
    out = tmp_path / "out.csv"
    xarray = pytest.importorskip("xarray")
    scan = xes.open(scans / RXES)
    for view in ("incident", "transfer"):
        done("map", scans / RXES, "--view", view, "--out", out)
        assert_same_frame(xes.map(scan, view=view).frame, out)
    array = scan.map()
    assert isinstance(array, xarray.Dataset)
    assert array.intensity.dims == ("emission", "incident")
    assert array.incident.attrs["units"] == "eV"
    difference = array.incident - array.emission
    np.testing.assert_allclose(array.transfer, difference.T, atol=0.01)
    np.testing.assert_array_equal(array.intensity, array.counts / array.monitor)


def test_a_joined_background_is_that_of_the_command_line(scans, tmp_path):
    out = tmp_path / "out.csv"
    words = ["--model", "linear", "--exclude", "9562:9590", "--out", out]
    output = answer("background", scans / KBETA, "--join", scans / REPEAT, *words)
    result = xes.background(
        scans / KBETA, join=scans / REPEAT, model="linear", exclude=[(9562, 9590)]
    )
    assert result.numbers["area"].value == output["area"]["value"]
    assert result.numbers["scale"].sigma == output["scale"]["sigma"]
    written = from_csv(out)
    np.testing.assert_array_equal(result.intensity, written["residual"])
    np.testing.assert_array_equal(result.frame["background"], written["background"])
    joined = result.outputs["joined"]
    assert len(joined.frame) >= len(result.frame)
    assert xes.area(joined).numbers["area"].value > 0


def test_a_reference_and_a_calibration_accept_their_additional_input(scans):
    output = answer("apply", "normalise", scans / KBETA, scans / REPEAT, "--set", "by=reference", "--out", scans / "n.csv")
    result = xes.normalise(scans / KBETA, reference=scans / REPEAT)
    assert isinstance(result, xes.Result)
    assert_same_numbers(result.numbers, output["numbers"])
    assert_same_frame(result.frame, scans / "n.csv")
    files = [scans / KBETA, scans / REPEAT, scans / HERFD]
    words = "energies=9572,9573,degree=0,calibrate=true"
    output = answer("apply", "elastic", *files, "--set", words, "--out", scans / "e.csv")
    result = xes.elastic(files[:2], energies=[9572, 9573], degree=0, calibrate=files[2])
    assert_same_numbers(all_numbers(result), output["numbers"])
    assert_same_frame(result.frame, scans / "e.csv")


def test_several_inputs_equal_single_ones(scans):
    many = xes.moments([scans / KBETA, scans / REPEAT])
    assert isinstance(many, xes.Results)
    for name, one in zip((KBETA, REPEAT), many, strict=True):
        output = answer("apply", "moments", scans / name)
        assert_same_numbers(one.numbers, output["numbers"])
    frame = many.numbers
    assert list(frame["m1"]) == [entry.numbers["m1"].value for entry in many]
    assert frame.attrs["units"]["m1"] == "eV"


def test_chains_and_tables_equal_those_of_files(scans, tmp_path):
    average, smooth = tmp_path / "average.csv", tmp_path / "smooth.csv"
    done("average", scans / KBETA, scans / REPEAT, "--out", average)
    done("apply", "smooth", average, "--set", "window=9", "--out", smooth)
    chained = xes.smooth(xes.average([scans / KBETA, scans / REPEAT]), window=9)
    np.testing.assert_allclose(chained.intensity, from_csv(smooth)["intensity"], rtol=1e-12)
    # from the same columns in memory: as from the file to the bit, except sigma, which a file derives from its counts
    frame = from_csv(average)
    frame.attrs["axis"] = "emission"
    arrays = xes.spectrum(frame.energy_eV, frame.intensity, frame.sigma)
    for made in (xes.smooth(frame, window=9).frame, xes.smooth(arrays, window=9).frame):
        expected = from_csv(smooth)
        for name in ("energy_eV", "intensity"):
            np.testing.assert_array_equal(made[name], expected[name])
        np.testing.assert_allclose(made["sigma"], expected["sigma"], rtol=1e-14)


def test_a_saved_result_is_unchanged(scans, tmp_path):
    result = xes.average([scans / KBETA, scans / REPEAT])
    path = result.save(tmp_path / "average.csv")
    assert_same_frame(result.frame, path)
    assert any(KBETA in line for line in result.provenance)
    again = xes.open(result.save(tmp_path / "average.nxs"))
    np.testing.assert_array_equal(again.spectrum().intensity, result.intensity)
    foreign = tmp_path / "notes.csv"
    foreign.write_text("mine")
    with pytest.raises(xes.XESError):
        result.save(foreign)
    assert foreign.read_text() == "mine"


@pytest.mark.parametrize("name", ["average.csv", "average.dat", "average.nxs"])
def test_a_rerun_cell_replaces_what_it_saved(scans, tmp_path, name):
    path = tmp_path / name
    xes.average([scans / KBETA, scans / REPEAT]).save(path)
    again = xes.smooth(scans / KBETA)
    again.save(path)
    if name.endswith("csv"):
        assert_same_frame(again.frame, path)
    assert path.read_bytes().count(b"smooth") > 0
    if not name.endswith("nxs"):
        # a foreign edit is preserved
        text = path.read_text()
        changed = text.replace("# made by: jupyterlab-xes ", "# made by: somebody ")
        assert changed != text
        path.write_text(changed)
        with pytest.raises(xes.XESError):
            again.save(path)
        assert path.read_text() == changed


def test_results_can_be_sent_between_processes(scans):
    result = xes.background(scans / KBETA, exclude=[(9562, 9590)])
    again = pickle.loads(pickle.dumps(result))
    np.testing.assert_array_equal(again.intensity, result.intensity)
    assert again.numbers == result.numbers
    assert xes.area(again).numbers == xes.area(result).numbers
    error = pickle.loads(pickle.dumps(xes.XESError("a/b", "No.")))
    assert (error.code, error.message) == ("a/b", "No.")


def test_a_map_is_never_read_from_a_changed_file(scans, tmp_path):
    path = tmp_path / "rxes.nxs"
    path.write_bytes((scans / RXES).read_bytes())
    opened = xes.map(path)
    expected = xes.map(scans / RXES).frame
    looked_at = xes.map(path)
    pd.testing.assert_frame_equal(looked_at.frame, expected, check_flags=False)
    path.write_bytes((scans / KBETA).read_bytes())
    with pytest.raises(xes.XESError):
        _ = opened.frame
    # cells accessed before are available
    pd.testing.assert_frame_equal(looked_at.frame, expected, check_flags=False)


def test_pictures_are_those_of_the_command_line(scans, tmp_path):
    for name in (KBETA, RXES):
        out = tmp_path / f"{name}.svg"
        done("figure", scans / name, "--out", out, "--width", 12)
        picture = xes.open(scans / name).figure(width=12)
        assert picture.startswith(b"<?xml") or picture.startswith(b"<svg")
        assert shapes(picture) == shapes(out.read_bytes())
    png = tmp_path / "map.png"
    assert xes.open(scans / RXES).figure(png, dpi=60) == png.read_bytes()
    assert png.read_bytes().startswith(b"\x89PNG")


def shapes(svg):
    """The drawing, without the metadata of the file."""
    return re.findall(rb'\sd="[^"]*"', svg)


def curves(svg):
    """The same of curves alone, without the frame and the legend."""
    return [shape for shape in shapes(svg) if len(shape) > 500]


def test_shown_results_have_picture_and_numbers(scans):
    shown = xes.background(scans / KBETA, exclude=[(9562, 9590)])._repr_mimebundle_()
    # once: otherwise a notebook would store it twice
    assert "image/svg+xml" not in shown
    assert 'src="data:image/svg+xml;base64,' in shown["text/html"]
    assert "centroid" in shown["text/html"] and "centroid" in shown["text/plain"]
    formatter = pytest.importorskip("IPython.core.formatters").DisplayFormatter()
    data, _ = formatter.format(xes.open(scans / RXES))
    assert {"text/plain", "text/html"} <= set(data)
    image = xes.open(scans / RXES)._repr_mimebundle_(include={"image/svg+xml"})
    assert list(image) == ["image/svg+xml"] and image["image/svg+xml"].lstrip().startswith("<")
    table = xes.reference_lines(scans / KBETA, beyond=30)._repr_mimebundle_()
    # without a curve the picture shows the inputs
    assert "image/svg+xml" in table["text/html"] and "<table" in table["text/html"]
    assert len(table["text/plain"].splitlines()) > 3


@pytest.mark.parametrize("of", ["area", "areas", "part"])
def test_numbers_are_shown_with_their_source(scans, of):
    both = [scans / KBETA, scans / "xes-demo-kbeta-repeat.nxs"]
    areas = xes.area(both, range=(9560, 9590))
    shown, meant = {
        "area": (xes.area(both[0]), both[:1]),
        "areas": (areas, both),
        "part": (areas[1], both[1:]),
    }[of]
    html = shown._repr_mimebundle_()["text/html"]
    picture = base64.b64decode(re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)[1])
    alone = [xes.spectrum(entry, channel=xes.open(entry).channels[0]) for entry in meant]
    assert curves(picture) == curves(xes.Results(alone).figure(dpi=150)) != []
    words = re.search(r'<img alt="([^"]*)"', html)[1]
    assert all(entry.name.removesuffix(".nxs") in words for entry in meant)


def test_a_comparison_of_scans_reports_its_verdict(scans):
    compared = xes.consistency([scans / KBETA, scans / "xes-demo-kbeta-repeat.nxs"])
    text = repr(compared)
    assert len(compared.verdict) > 0 and all(entry in text for entry in compared.verdict)
    # each number with its σ, in one column
    (row,) = [line for line in text.splitlines() if line.startswith("xes-demo-kbeta-repeat ")]
    frame = compared.frame
    assert f"{xes.Number(frame.shift_eV[1], frame.shift_sigma_eV[1])}" in row
    assert "shift_sigma" not in text and max(map(len, text.splitlines())) < 140
    assert "overflow-x:auto" in compared._repr_html_()


def test_several_results_show_their_numbers_as_text(scans):
    areas = xes.area([xes.open(scans / name) for name in (KBETA, REPEAT)])
    first, *others = repr(areas).splitlines()
    assert first == "2 results" and all("area" in entry and "±" in entry for entry in others)


def test_findings_of_a_scan_are_reported_once(demo, tmp_path):
    path = tmp_path / "aborted.nxs"
    path.write_bytes((demo / "xes-demo-aborted.nxs").read_bytes())
    expected = answer("inspect", path)["warnings"]
    assert expected
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        line = xes.total_yield(path) if xes.open(path).kind == "RXES" else xes.smooth(path)
        xes.smooth(line)
    output = [entry.message.code for entry in found if "aborted.nxs" in str(entry.message)]
    assert output == [entry["code"] for entry in expected]
    assert {entry.filename for entry in found} == {__file__}


def test_errors_are_those_of_the_command_line(scans):
    with pytest.raises(xes.XESError) as refused:
        xes.open(scans / "no-such.nxs")
    assert refused.value.code == "file/not-found"
    with pytest.raises(xes.XESError) as refused:
        xes.cut(scans / KBETA, type="CEE", at=9572)
    assert refused.value.code == "scan/not-a-map"
    with pytest.raises(xes.XESError) as refused:
        xes.smooth(scans / KBETA, window=-1)
    assert refused.value.code == "step/parameter"
    with pytest.raises(xes.XESError) as refused:
        xes.open(scans / KBETA).channel("left")
    assert refused.value.code == "scan/channel-missing"
    bare = scans / "bare.dat"
    bare.write_text("1 2 3\n2 3 4\n3 4 5\n")
    with pytest.raises(xes.XESError) as refused:
        xes.open(bare)
    assert refused.value.code == "scan/columns-unknown"
    assert len(refused.value.listing["arrays"]) == 3
    mapping = {"emission": 1, "intensity": "3", "unit": "eV"}
    for columns in ("emission=1,intensity=3,unit=eV", mapping):
        scan = xes.open(bare, columns=columns)
        assert list(scan.spectrum().intensity) == [3, 4, 5]
        assert list(xes.shift(scan, by=1).energy) == [2, 3, 4]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real scans are not here")
def test_real_scans_have_the_numbers_of_the_command_line(tmp_path):
    vtc, kbeta = REAL / "280772_1.nxs", REAL / "280754_1.nxs"
    out = tmp_path / "out.csv"
    for channel in xes.open(kbeta).channels:
        done("spectrum", kbeta, "--channel", channel, "--out", out)
        assert_same_frame(xes.open(kbeta, channel=channel).spectrum(), out)
    fit = ["--model", "pearson7+constant", "--set", "center=9571.5", "--fix", "center"]
    windows = ["--include", "9590:9630,9662:9665", "--channel", "lower", "--out", out]
    output = answer("background", vtc, "--join", kbeta, *fit, *windows)
    result = xes.background(
        xes.open(vtc, channel="lower"),
        join=xes.open(kbeta, channel="lower"),
        model="pearson7+constant",
        set={"center": 9571.5},
        fix="center",
        include=[(9590, 9630), (9662, 9665)],
    )
    for name in ("area", "centroid"):
        value = output[name]["value"]
        np.testing.assert_array_equal(
            result.numbers[name].value, math.nan if value is None else value
        )
    np.testing.assert_array_equal(result.intensity, from_csv(out)["residual"])
    rxes = REAL / "279496_1.nxs"
    scan = xes.open(rxes)
    if scan.kind == "RXES":
        channel = scan.channels[0]
        words = ["--type", "CEE", "--at", "8639.2", "--width", "1"]
        done("cut", rxes, "--channel", channel, *words, "--out", out)
        cut = xes.cut(scan.channel(channel), type="CEE", at=8639.2, width=1)
        assert_same_frame(cut.frame, out)


def test_labels_distinguish_results_of_one_scan(demo):
    rxes = xes.open(demo / "xes-demo-rxes.nxs")
    cuts = [xes.cut(rxes, type="CEE", at=at, label=f"at {at}") for at in (8638, 8639)]
    assert [cut.label for cut in cuts] == ["at 8638", "at 8639"]
    assert xes.normalise(cuts).labels == ["at 8638", "at 8639"]
    both = xes.Results(cuts)
    assert both["at 8639"].energy.size == 17
    picture = both.figure().decode()
    assert picture.startswith("<svg") or "<svg" in picture[:200]
    assert xes.smooth(both, window=5).labels == both.labels
    with pytest.raises(xes.XESError) as refused:
        xes.Results([rxes])
    assert refused.value.code == "step/input"


def test_a_number_prints_as_it_is_written():
    assert repr([xes.Number(9660.00171, 0.0037, "eV")]) == "[9660.002 ± 0.004 eV]"
