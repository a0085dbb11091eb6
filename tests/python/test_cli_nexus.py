"""NeXus results, as read by h5py and silx without hints."""

import hashlib
import json

import h5py
import numpy as np
import pytest
from cli import answer, done, nudged_scans, points, poisson, table, written
from lastbits import copies

silx_io = pytest.importorskip("silx.io")
nxdata = pytest.importorskip("silx.io.nxdata")

pytestmark = pytest.mark.comparison


def default_plot(path):
    """The default plot found by silx through the chain of defaults."""
    with silx_io.open(str(path)) as file:
        found = nxdata.get_default(file)
        assert found is not None and found.is_valid and found.issues == []
        return {
            "signal": found.signal_dataset_name,
            "axes": found.axes_dataset_names,
            "errors": found.errors is not None,
            "curve": found.is_curve,
            "image": found.is_image,
            "scatter": found.is_scatter,
            "shape": found.signal.shape,
        }


@copies
def test_a_spectrum(demo, tmp_path, copy):
    scan = nudged_scans(demo, tmp_path, copy) / "xes-demo-kbeta.nxs"
    out = tmp_path / "kb.nxs"
    done("spectrum", scan, "--out", out)
    found = default_plot(out)
    assert found["signal"] == "intensity" and found["axes"] == ["energy"]
    assert found["errors"] and found["curve"] and found["shape"] == (207,)
    emission, _, counts, monitor = points(scan, "lower")
    intensity, sigma = poisson(counts, monitor)
    with h5py.File(out) as file:
        data = file["/entry/data"]
        np.testing.assert_array_equal(data["energy"], written(emission))
        np.testing.assert_array_equal(data["intensity"], intensity)
        np.testing.assert_array_equal(data["intensity_errors"], sigma)
        np.testing.assert_array_equal(data["counts"], counts)
        np.testing.assert_array_equal(data["monitor"], monitor)
        assert data["energy"].attrs["units"] == "eV"
        assert file["/entry/data/energy"].attrs["long_name"].endswith("(eV)")


def test_a_map_is_an_image_over_its_energies(demo, tmp_path):
    out = tmp_path / "map.nxs"
    done("map", demo / "xes-demo-aborted.nxs", "--out", out)
    found = default_plot(out)
    assert found["axes"] == ["emission", "incident"] and found["image"] and found["errors"]
    assert found["shape"] == (74, 13)
    with h5py.File(out) as file:
        assert np.isnan(file["/entry/data/intensity"][()]).sum() == 13 * 74 - 12 * 74 - 30
        assert file["/entry/data/incident"].attrs["units"] == "eV"


def test_a_transfer_map_is_points_at_their_true_energies(demo, tmp_path):
    out = tmp_path / "map.nxs"
    done("map", demo / "xes-demo-rxes.nxs", "--view", "transfer", "--out", out)
    found = default_plot(out)
    assert found["scatter"] and found["axes"] == ["incident", "transfer"]
    assert found["shape"] == (17 * 74,)


def test_a_herfd_spectrum_follows_its_application_definition(demo, tmp_path):
    out = tmp_path / "herfd.nxs"
    options = ["--type", "CEE", "--at", 8639, "--element", "Zn", "--line", "K-L3", "--out", out]
    done("cut", demo / "xes-demo-rxes.nxs", *options)
    assert default_plot(out)["curve"]
    with h5py.File(out) as file:
        entry = file["/entry"]
        text = {name: entry[name][()].decode() for name in ("definition", "title")}
        assert text["definition"] == "NXxas_herfd"
        assert entry["edge/name"][()] == b"K" and entry["edge"].attrs["NX_class"].startswith("NX")
        assert entry["element/symbol"][()] == b"Zn"
        assert entry["emission_line/name"][()] == b"K-L3"
        assert entry["emission_energy"][()] == 8639
        assert entry["emission_energy"].attrs["units"] == "eV"
        assert entry["sample/name"][()] == b"demo_ZnO"
        for name in ("energy", "intensity", "intensity_errors"):
            assert entry[name] == entry["data"][name]
        assert entry["energy"].attrs["units"] == "eV"
        for name in ("i0", "ifluor"):
            assert len(entry[f"instrument/{name}/data"]) == len(entry["energy"])
        # the minimum required by the definition, and by NXxas, which it extends
        required = ("element/symbol", "edge/name", "is_experimental", "energy", "intensity")
        assert all(name in entry for name in required)
        assert entry["is_experimental"][()] == 1 and entry["is_experimental"].dtype.kind == "i"


def test_provenance(demo, tmp_path):
    scan, out = demo / "xes-demo-rxes.nxs", tmp_path / "cut.nxs"
    done("cut", scan, "--type", "CIE", "--at", 9660, "--width", 1, "--out", out)
    with h5py.File(out) as file:
        assert file.attrs["creator"] == "jupyterlab-xes"
        source = file["/entry/source_1"]
        assert source["file_name"][()].decode() == str(scan)
        assert source["size"][()] == scan.stat().st_size
        assert source["sha256"][()].decode() == hashlib.sha256(scan.read_bytes()).hexdigest()
        process = file["/entry/process_1"]
        assert process.attrs["NX_class"] == "NXprocess"
        assert (process["program"][()], process["step"][()]) == (b"jupyterlab-xes", b"cut")
        parameters = json.loads(process["parameters/data"][()])
        assert parameters["at"] == 9660 and parameters["channel"] == "upper"
        output = json.loads(file["/entry/provenance/data"][()])
        assert {"jupyterlab-xes", "node"} <= set(output["versions"])
        assert file["/entry/title"][()].decode().startswith("CIE cut of xes-demo-rxes")


def test_every_result_has_units_on_its_energies_and_no_empty_names(demo, tmp_path):
    out = tmp_path / "all.nxs"
    files = [demo / "xes-demo-kbeta.nxs", demo / "xes-demo-kbeta.dat"]
    output = answer("apply", "smooth", *files, "--out", out)
    assert len(output["results"]) == 2
    assert default_plot(out)["curve"]
    with h5py.File(out) as file:
        groups = [entry for entry in file["/entry"].values() if entry.attrs.get("NX_class") == "NXdata"]
        assert len(groups) == 2
        assert all(group["energy"].attrs["units"] == "eV" for group in groups)


def test_results_can_be_reopened_as_scans(demo, tmp_path):
    spectrum, again = tmp_path / "kb.nxs", tmp_path / "again.csv"
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", spectrum)
    facts = answer("inspect", spectrum)
    assert (facts["kind"], facts["channels"], facts["points"]["measured"]) == (
        "XES",
        ["default"],
        207,
    )
    assert facts["metadata"]["sample"] == "demo_ZnO"
    output = answer("average", spectrum, demo / "xes-demo-kbeta.dat", "--out", again)
    assert output["estimator"] == "ratio-of-sums"  # counts and monitor are included
    done("background", spectrum, "--exclude", "9562:9585", "--out", again)
    assert len(table(again)) == 207
    herfd = tmp_path / "herfd.nxs"
    done("cut", demo / "xes-demo-rxes.nxs", "--type", "CEE", "--at", 8639, "--out", herfd)
    assert answer("inspect", herfd)["kind"] == "HERFD-XANES"
