"""The command line's CSV, against numpy on the same scans."""

import h5py
import numpy as np
import pandas as pd
import pytest
from cli import REAL, answer, done, nudged_scans, points, poisson, refusal, table, written, xes
from lastbits import copies

pytestmark = pytest.mark.comparison


@copies
def test_a_spectrum(demo, tmp_path, copy):
    demo, out = nudged_scans(demo, tmp_path, copy), tmp_path / "kb.csv"
    output = answer("spectrum", demo / "xes-demo-kbeta.nxs", "--channel", "lower", "--out", out)
    assert output == {"out": str(out), "points": 207, "warnings": []}
    read = table(out)
    assert list(read) == ["energy_eV", "intensity", "sigma"]
    emission, _, counts, monitor = points(demo / "xes-demo-kbeta.nxs", "lower")
    intensity, sigma = poisson(counts, monitor)
    np.testing.assert_array_equal(read["energy_eV"], written(emission))
    np.testing.assert_array_equal(read["intensity"], intensity)
    np.testing.assert_array_equal(read["sigma"], sigma)


def test_the_first_line_names_the_columns_and_the_last_ones_state_the_provenance(demo, tmp_path):
    out = tmp_path / "kb.csv"
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", out)
    lines = out.read_text().splitlines()
    assert lines[0] == "energy_eV,intensity,sigma"
    comments = [line for line in lines if line.startswith("# ")]
    assert lines[-len(comments) :] == comments
    assert any("sha256" in line and "xes-demo-kbeta.nxs" in line for line in comments)
    read = pd.read_csv(out, comment="#")
    assert (list(read), len(read)) == (["energy_eV", "intensity", "sigma"], 207)
    assert np.loadtxt(out, delimiter=",", skiprows=1).shape == (207, 3)


@copies
def test_a_herfd_spectrum_runs_along_the_incident_energy(demo, tmp_path, copy):
    demo, out = nudged_scans(demo, tmp_path, copy), tmp_path / "herfd.csv"
    done("spectrum", demo / "xes-demo-herfd.nxs", "--out", out)
    _, incident, counts, monitor = points(demo / "xes-demo-herfd.nxs", "upper")
    np.testing.assert_allclose(table(out)["energy_eV"], incident, atol=1e-9)
    np.testing.assert_array_equal(table(out)["intensity"], counts / monitor)


@pytest.mark.parametrize("kind", ["CIE", "CEE", "CET"])
@pytest.mark.parametrize("value", ["mean", "sum"])
@copies
def test_a_cut_is_the_band_of_the_cells(demo, tmp_path, kind, value, copy):
    scan = nudged_scans(demo, tmp_path, copy) / "xes-demo-rxes.nxs"
    out = tmp_path / "cut.csv"
    at, width = {"CIE": (9660.4, 1.0), "CEE": (8639.0, 1.2), "CET": (1021.0, 1.5)}[kind]
    options = ["--at", at, "--width", width, "--value", value, "--out", out]
    done("cut", scan, "--channel", "upper", "--type", kind, *options)
    emission, incident, counts, monitor = points(scan, "upper")
    intensity, sigma = poisson(counts, monitor)
    column = np.repeat(np.median(incident.reshape(17, 74), axis=1), 74)
    held = {"CIE": column, "CEE": emission, "CET": column - emission}[kind]
    along = emission if kind == "CIE" else column
    inside = np.abs(held - at) <= width / 2 + 1e-9
    energies = np.unique(along[inside])
    cells = [inside & (along == energy) for energy in energies]
    n = np.array([1 if value == "sum" else cell.sum() for cell in cells])
    read = table(out)
    np.testing.assert_allclose(read["energy_eV"], energies, atol=1e-9)
    np.testing.assert_allclose(
        read["intensity"], [intensity[cell].sum() for cell in cells] / n, rtol=1e-12
    )
    expected = [np.sqrt((sigma[cell] ** 2).sum()) for cell in cells] / n
    np.testing.assert_allclose(read["sigma"], expected, rtol=1e-12)


def test_a_map_in_both_views(demo, tmp_path):
    scan = demo / "xes-demo-aborted.nxs"
    for view, second in (("incident", "emission_eV"), ("transfer", "transfer_eV")):
        out = tmp_path / f"{view}.csv"
        output = answer("map", scan, "--channel", "upper", "--view", view, "--out", out)
        assert output["cells"] == 12 * 74 + 30
        assert [warning["code"] for warning in output["warnings"]] == ["scan/aborted"]
        assert list(table(out)) == ["incident_eV", second, "intensity", "sigma"]
    one, other = table(tmp_path / "incident.csv"), table(tmp_path / "transfer.csv")
    np.testing.assert_allclose(
        one["incident_eV"] - one["emission_eV"], other["transfer_eV"], atol=1e-9
    )


def test_an_average_adds_counts_and_monitors(demo, tmp_path):
    one, other, out = demo / "xes-demo-kbeta.nxs", demo / "xes-demo-kbeta.dat", tmp_path / "a.csv"
    output = answer("average", one, other, "--channel", "lower", "--out", out)
    assert (output["scans"], output["estimator"], output["failed"]) == (2, "ratio-of-sums", [])
    _, _, counts, monitor = points(one, "lower")
    intensity, sigma = poisson(counts, monitor)
    np.testing.assert_allclose(table(out)["intensity"], intensity, rtol=1e-14)
    # both contain one scan, whose noise does not decrease when named twice
    np.testing.assert_allclose(table(out)["sigma"], sigma, rtol=1e-9)


def test_a_union_reports_how_many_scans_each_point_has(demo, tmp_path):
    lines = ["energy_eV,intensity,sigma", "9700,1,0.1", "9701,2,0.1", ""]
    far = tmp_path / "far.csv"
    far.write_text("\n".join(lines))
    near, out = demo / "xes-demo-kbeta.nxs", tmp_path / "a.csv"
    assert refusal("average", near, far, "--out", out) == "spectrum/no-overlap"
    assert not out.exists()
    done("average", near, far, "--union", "--out", out)
    read = table(out)
    assert list(read) == ["energy_eV", "intensity", "sigma", "coverage"]
    assert len(read) == 209 and set(read["coverage"]) == {1}


@copies
def test_a_background(demo, tmp_path, copy):
    demo = nudged_scans(demo, tmp_path, copy)
    spectrum, out = tmp_path / "kb.csv", tmp_path / "bg.csv"
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", spectrum)
    options = ["--model", "linear", "--exclude", "9562:9585", "--out", out]
    # counts, which the table stores, are fitted like those of the scan
    counted = answer("background", spectrum, *options)["params"]
    measured = answer("background", demo / "xes-demo-kbeta.nxs", *options)["params"]
    for name in counted:
        assert counted[name]["value"] == pytest.approx(measured[name]["value"], rel=1e-9)
        assert counted[name]["stderr"] == pytest.approx(measured[name]["stderr"], rel=1e-9)
    # a table of σ alone is weighted by it
    text = spectrum.read_text()
    assert "# counted: " in text
    spectrum.write_text("".join(line for line in text.splitlines(True) if not line.startswith("# counted: ")))
    output = answer("background", spectrum, *options)
    assert set(output["params"]) == {"slope", "intercept"}
    assert set(output["params"]["slope"]) >= {"value", "stderr", "vary"}
    assert {"redchi", "nfev", "area", "centroid", "warnings"} <= set(output)
    read, source = table(out), table(spectrum)
    assert list(read) == ["omega_eV", "background", "residual", "sigma"]
    np.testing.assert_allclose(
        read["background"] + read["residual"], source["intensity"], rtol=1e-12
    )
    # a point is at 9585 eV, within the excluded region whatever its last bits
    outside = (source["energy_eV"] < 9562 - 1e-6) | (source["energy_eV"] > 9585 + 1e-6)
    fitted = np.polyfit(
        source["energy_eV"][outside] - 9570,
        source["intensity"][outside],
        1,
        w=1 / source["sigma"][outside],
    )
    expected = np.polyval(fitted, source["energy_eV"] - 9570)
    assert (np.abs(read["background"] - expected) / source["sigma"]).max() < 1e-6
    unweighted = answer("background", spectrum, *options, "--weights", "none")
    assert unweighted["params"]["slope"]["value"] != output["params"]["slope"]["value"]


def test_written_files_read_back_the_same(demo, tmp_path):
    scan = demo / "xes-demo-kbeta.nxs"
    first, again = tmp_path / "a.csv", tmp_path / "b.csv"
    done("spectrum", scan, "--out", first)
    for middle in (tmp_path / "m.csv", tmp_path / "m.nxs"):
        done("spectrum", first if middle.suffix == ".csv" else scan, "--out", middle)
        done("spectrum", middle, "--out", again)
        assert table(again).equals(table(first))
    for middle in (tmp_path / "map.csv", tmp_path / "map.nxs"):
        done("map", demo / "xes-demo-rxes.nxs", "--out", middle)
        for source, out in ((demo / "xes-demo-rxes.nxs", first), (middle, again)):
            done("cut", source, "--type", "CEE", "--at", 8639, "--out", out)
        np.testing.assert_allclose(table(again), table(first), rtol=1e-12)


PREDECESSORS = {
    "omega_eV,intensity\n9558,1\n9559,2\n": "XES",
    "omega_eV,background,residual\n9558,1,2\n9559,2,3\n": "XES",
    "omega_eV,intensity_normalised\n9558,1\n9559,2\n# normalisation_factor=3\n": "XES",
    "Ω (eV),Ω − ω (eV),FFI1_medipix1 (counts)\n"
    "9658,1020,1\n9659,1020,2\n9658,1021,3\n9659,1021,4\n": "RXES",
    "# top row: Ω (eV), first col: ω (eV)\nnan,9658,9659\n8638,1,2\n8639,3,4\n": "RXES",
    "ω (eV),A,ω (eV),B\n9558,1,9558,2\n9559,2,9559,3\nnan,nan,9560,3\n": "XES",
}


@pytest.mark.parametrize("text", PREDECESSORS)
def test_the_predecessors_tables_are_read(tmp_path, text):
    file = tmp_path / "old.csv"
    file.write_text(text)
    assert answer("inspect", file)["kind"] == PREDECESSORS[text]


@copies
def test_single_steps(demo, tmp_path, copy):
    demo = nudged_scans(demo, tmp_path, copy)
    spectrum, out = tmp_path / "kb.csv", tmp_path / "n.csv"
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", spectrum)
    output = answer("apply", "normalise", spectrum, "--set", "by=area", "--out", out)
    source = table(spectrum)
    area = np.trapezoid(source["intensity"], source["energy_eV"])
    assert output["numbers"]["factor"]["value"] == pytest.approx(area, rel=1e-13)
    np.testing.assert_allclose(table(out)["intensity"], source["intensity"] / area, rtol=1e-13)
    numbers = answer("apply", "moments", spectrum, "--set", "range=9560:9610")["numbers"]
    assert numbers["m1"]["value"] == pytest.approx(9573, abs=2)
    assert numbers["m1"]["sigma"] > 0
    fitted = answer("apply", "fit", spectrum, "--set", "model=lorentzian+constant")["numbers"]
    assert fitted["center"]["value"] == pytest.approx(9572, abs=5 * fitted["center"]["sigma"])
    listed = {step["name"]: step for step in answer("apply", "--list")["steps"]}
    assert {"normalise", "background", "fit", "moments", "smooth", "rebin"} <= set(listed)
    width = next(parameter for parameter in listed["rebin"]["parameters"] if parameter["name"] == "width")
    assert (width["unit"], width["isNeeded"]) == ("eV", True)


@pytest.mark.skipif(not REAL.is_dir(), reason=f"no real scans in {REAL}")
def test_reference_values_of_real_scans(tmp_path):
    out = tmp_path / "kb.csv"
    done("spectrum", REAL / "280754_1.nxs", "--out", out)
    assert table(out)["intensity"].sum() == pytest.approx(3.9575322183, rel=1e-10)
    # the reference extends from the first point above 9560 to the last below 9610
    numbers = answer("apply", "area", out, "--set", "range=9560.09:9609.89")["numbers"]
    assert numbers["area"]["value"] == pytest.approx(1.16134033132, rel=1e-11)
    assert numbers["area"]["sigma"] == pytest.approx(0.00072080, abs=1e-8)
    numbers = answer("apply", "moments", out, "--set", "threshold=0.1")["numbers"]
    assert numbers["m1"]["value"] == pytest.approx(9571.38874, abs=1e-2)
    assert xes("spectrum", REAL / "279496_1.nxs", "--out", out).returncode == 2  # which arm?
    for arm, total in (("upper", 0.7458550832606338), ("lower", 0.19255068372)):
        done("spectrum", REAL / "279496_1.nxs", "--channel", arm, "--out", out)
        assert table(out)["intensity"].sum() == pytest.approx(total, rel=1e-10)


def test_contours_are_rows_at_true_energies(demo, tmp_path):
    out = tmp_path / "contours.csv"
    output = answer("apply", "contours", demo / "xes-demo-rxes.nxs", "--set", "count=5", "--out", out)
    rows = pd.read_csv(out, comment="#")
    assert list(rows) == ["level", "line", "closed", "incident_eV", "emission_eV", "transfer_eV"]
    assert rows["level"].nunique() == output["numbers"]["levels"]["value"] == 5
    assert rows["line"].max() == output["numbers"]["lines"]["value"]
    # each of the three is written without rounding noise
    transfer = rows["incident_eV"] - rows["emission_eV"]
    np.testing.assert_allclose(rows["transfer_eV"], transfer, rtol=0, atol=1.5e-11)
    assert output["results"] == [{"kind": "table", "name": "xes-demo-rxes"}]


def test_a_table_of_words_reads_as_csv_and_as_nexus(demo, tmp_path):
    scan, csv, nxs = demo / "xes-demo-kbeta.nxs", tmp_path / "l.csv", tmp_path / "l.nxs"
    for out in (csv, nxs):
        done("apply", "referenceLines", scan, "--set", "table=Zn Kβ1,3=9572.1 (own, here)", "--out", out)
    rows = pd.read_csv(csv, comment="#")
    own = rows[rows["source"] == "own, here"].iloc[0]
    assert (own["element"], own["line"], own["energy_eV"]) == ("Zn", "Kβ1,3", 9572.1)
    with h5py.File(nxs) as file:
        group = file["entry/data"]
        assert group.attrs["NX_class"] == "NXcollection"
        assert group["energy"].attrs["units"] == "eV"
        assert list(group["energy"][()]) == list(rows["energy_eV"])
        assert [text.decode() for text in group["source"][()]] == list(rows["source"])
        assert "default" not in file["entry"].attrs  # a table is not plottable


def test_a_line_cut_stores_its_position(demo, tmp_path):
    out = tmp_path / "line.csv"
    ends = "fromIncident=9658,fromEmission=8632,toIncident=9662,toEmission=8636"
    done("apply", "lineCut", demo / "xes-demo-rxes.nxs", "--set", ends, "--out", out)
    rows = pd.read_csv(out, comment="#")
    np.testing.assert_allclose(rows["incident"], 9658 + rows["distance_eV"] / np.sqrt(2), atol=1e-9)
    np.testing.assert_allclose(rows["emission"], 8632 + rows["distance_eV"] / np.sqrt(2), atol=1e-9)


def test_weights_of_an_average(demo, tmp_path):
    one, other = demo / "xes-demo-kbeta.nxs", demo / "xes-demo-kbeta.dat"
    for name, weights in (("w", "2,1"), ("all", "1,1"), ("first", "1,0")):
        done("average", one, other, "--weights", weights, "--out", tmp_path / f"{name}.csv")
    done("average", one, other, "--out", tmp_path / "none.csv")
    done("average", one, "--out", tmp_path / "alone.csv")
    assert table(tmp_path / "all.csv").equals(table(tmp_path / "none.csv"))
    assert table(tmp_path / "first.csv").equals(table(tmp_path / "alone.csv"))
    assert "weights" in (tmp_path / "w.csv").read_text()
    assert refusal("average", one, other, "--weights", "1", "--out", tmp_path / "x.csv") == "cli/usage"
