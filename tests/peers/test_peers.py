"""What other programs of the field compute from the same numbers; `npm test` has pip install them."""

import re
from pathlib import Path

import numpy as np
import pytest
from lastbits import copies, nudged
from sciencelink import Science, spectrum

pytestmark = pytest.mark.comparison

I20 = Path(__file__).parents[3] / "shared" / "data" / "i20"


@pytest.fixture(scope="module")
def science():
    """The science of this package."""
    return Science()


@pytest.fixture(scope="module")
def daxs():
    """The modules of daxs."""
    from daxs import measurements, scans

    return {"measurements": measurements, "Scan": scans.Scan, "Scans": scans.Scans}


@pytest.fixture(scope="module")
def larch():
    """`RixsData` of larch."""
    from larch.io.rixsdata import RixsData

    return RixsData


def agree(ours, theirs, sigma, part=1e-6):
    """Values lie within that part of their σ."""
    difference = np.abs(np.array(ours, float) - theirs) / np.array(sigma, float)
    assert difference.max() < part, f"{difference.max()} σ at {difference.argmax()}"


def scans_of(rng, copy, size=60):
    """Three scans of one grid: energies, counts and monitors."""
    energy = 9640 + 0.3 * np.arange(size)
    line = 200 + 4000 * np.exp(-((energy - 9648) ** 2) / 5)
    monitors = [rng.uniform(0.98, 1.02, size) * mean for mean in (9e5, 6e5, 1.3e6)]
    counts = [rng.poisson(line).astype(float) for _ in monitors]
    return nudged(energy, copy), [nudged(n, copy) for n in counts], [nudged(one, copy) for one in monitors]


def map_of(incident, emission, counts, monitor):
    """A map as the science has it; rows one emission energy."""
    return {
        "incident": incident,
        "emission": emission,
        "intensity": (counts / monitor).ravel(),
        "sigma": (np.sqrt(np.maximum(counts, 1)) / monitor).ravel(),
        "counts": counts.ravel(),
        "monitor": monitor.ravel(),
    }


def synthetic(seed, copy, incident, emission):
    """A smooth map with counting noise."""
    rng = np.random.default_rng(seed)
    omega, energy = np.meshgrid(incident, emission)
    line = np.exp(-((energy - emission.mean()) ** 2) / 8 - (omega - incident.mean()) ** 2 / 6)
    counts = rng.poisson(100 + 2e6 * line).astype(float)
    monitor = nudged(np.full(counts.shape, 6e5) + np.arange(counts.size).reshape(counts.shape), copy)
    return map_of(nudged(incident, copy), nudged(emission, copy), nudged(counts, copy), monitor)


def zns5(copy):
    """The map 279192 from the text itself."""
    path = I20 / "XES_ZnZSM5_air500_279192_1.dat"
    if not path.exists():
        pytest.skip(f"no real scans in {I20}")
    rows = [line.split() for line in path.read_text().splitlines() if re.match(r"\d", line)]
    table = np.array(rows, float)
    incident, emission, monitor, counts = (table[:, k].reshape(17, 51).T for k in (0, 1, 3, 4))
    axes = (nudged(np.median(incident, axis=0), copy), nudged(emission[:, 0], copy))
    return map_of(*axes, nudged(counts, copy), nudged(monitor, copy))


@pytest.mark.parametrize(
    ("aggregation", "estimator"),
    [("fraction of sums", "ratio-of-sums"), ("mean of fractions", "mean-of-ratios")],
)
@copies
def test_averages_are_those_of_daxs(science, daxs, aggregation, estimator, copy):
    energy, counts, monitors = scans_of(np.random.default_rng(copy % 5), copy)
    scans = [
        daxs["Scan"](energy, n, data={"monitor": i1})
        for n, i1 in zip(counts, monitors, strict=True)
    ]
    measurement = daxs["measurements"].Measurement1D([])
    measurement.add_scans(scans)
    for scan, i1 in zip(scans, monitors, strict=True):
        scan.monitor = i1
    measurement.process(aggregation=aggregation)
    ours = science.average(
        [spectrum(energy, n, i1) for n, i1 in zip(counts, monitors, strict=True)],
        {"estimator": estimator},
    )
    agree(ours["spectrum"]["intensity"], measurement.signal, ours["spectrum"]["sigma"])


@copies
def test_the_area_is_that_of_daxs(science, daxs, copy):
    energy, counts, monitors = scans_of(np.random.default_rng(7), copy)
    measurement = daxs["measurements"].Measurement1D([])
    measurement.add_scans([daxs["Scan"](energy, counts[0] / monitors[0])])
    measurement.process(normalization="area")
    ours = science.normaliseArea(spectrum(energy, counts[0], monitors[0]))
    agree(ours["spectrum"]["intensity"], measurement.signal, ours["spectrum"]["sigma"])


@copies
def test_the_dead_time_is_that_of_daxs(science, daxs, copy):
    rng = np.random.default_rng(8)
    counts = nudged(rng.integers(0, 3_000_000, 200).astype(float), copy)
    time = nudged(rng.uniform(0.9, 4, 200), copy)
    scan = daxs["Scan"](np.arange(200.0), counts)
    scan.dead_time_correction([1.2e-7], time)
    ours = science.liveCounts(counts, time, 1.2e-7)
    agree(ours["counts"], scan.signal, np.sqrt(np.maximum(counts, 1)))


def rixs_of(daxs, xes):
    """A map as daxs takes it: one scan over Ω for each ω."""
    shape = (len(xes["emission"]), len(xes["incident"]))
    rixs = daxs["measurements"].Rixs([])
    for energy, row in zip(xes["emission"], xes["intensity"].reshape(shape), strict=True):
        rixs.add_scans(daxs["Scan"](xes["incident"], row, data={"y": np.array([energy])}))
        rixs.scans[len(rixs.scans) - 1].y = np.array([energy])
    rixs.process()
    return rixs


@pytest.mark.parametrize("kind", ["synthetic", "279192"])
@copies
def test_cuts_are_those_of_daxs_where_each_bin_is_one_energy(science, daxs, kind, copy):
    incident, emission = 9658 + 0.3 * np.arange(17), 8632 + 0.3 * np.arange(51)
    xes = synthetic(9, copy, incident, emission) if kind == "synthetic" else zns5(copy)
    rixs = rixs_of(daxs, xes)
    for mode, at, bins in [("CIE", 9660.4, 51), ("CEE", 8639.2, 17)]:
        rixs.cut(mode, energies=[at], widths=1.0, nbins=bins)
        theirs = rixs.cuts[f"{mode}@{at}"][1]
        ours = science.cut(xes, {"type": mode, "at": at, "width": 1.0})
        agree(ours["intensity"], theirs, ours["sigma"])


AXES = {
    "synthetic": (9658 + 0.3 * np.arange(17), 8632 + 0.3 * np.arange(51)),
    "other steps": (9655 + 0.5 * np.arange(21), 8630 + 0.2 * np.arange(70)),
}


@pytest.mark.parametrize("kind", ["279192", *AXES])
@copies
def test_maps_are_those_of_larch_within_half_a_percent(science, larch, kind, copy):
    xes = zns5(copy) if kind == "279192" else synthetic(10, copy, *AXES[kind])
    omega, energy = np.meshgrid(xes["incident"], xes["emission"])
    theirs = larch()
    theirs.load_from_dict({"_x": omega.ravel(), "_y": energy.ravel(), "_z": xes["intensity"]})
    top = np.nanmax(xes["intensity"])

    ours = science.resampleMap(xes, theirs.ene_in, theirs.ene_out)
    image = np.array(ours["intensity"], float).reshape(theirs.rixs_map.shape)
    compare(image, theirs.rixs_map, top)

    # each transfer energy of larch's own grid, from the sheared cells
    axis = theirs.ene_et
    sheared = np.full(theirs.rixs_et_map.shape, np.nan)
    columns = science.run(
        *[
            ["resampleMap", xes, np.array([one]), np.sort(one - axis)]
            for one in theirs.ene_in
        ]
    )
    for j, (one, column) in enumerate(zip(theirs.ene_in, columns, strict=True)):
        order = np.argsort(one - axis)
        sheared[order, j] = np.array(column["intensity"], float)
    compare(sheared, theirs.rixs_et_map, top)


def compare(ours, theirs, top):
    """Larch parts each cell into two triangles: single places differ by that, not the map."""
    both = np.isfinite(ours) & np.isfinite(theirs)
    assert both.sum() > 0.95 * np.isfinite(theirs).sum()
    difference = np.abs(ours - theirs)[both] / top
    assert np.sqrt(np.mean(difference**2)) < 0.005
    assert np.mean(difference < 0.005) > 0.9
    assert abs(ours[both].sum() / theirs[both].sum() - 1) < 0.005


@copies
def test_savitzky_golay_is_that_of_scipy(science, copy):
    from scipy import signal

    energy, counts, monitors = scans_of(np.random.default_rng(11), copy)
    one = spectrum(energy, counts[0], monitors[0])
    for derivative in (0, 1, 2):
        options = {"window": 9, "order": 3, "derivative": derivative}
        ours = science.savitzkyGolay(one, options)["spectrum"]
        theirs = signal.savgol_filter(one["intensity"], 9, 3, derivative, delta=0.3, mode="interp")
        agree(ours["intensity"], theirs, ours["sigma"])


def test_k_edges_and_lines_are_those_of_xraydb():
    """The tables name Elam's values as xraydb has them."""
    import xraydb

    science_folder = Path(__file__).parents[2] / "src" / "science"
    edges = re.findall(r"(\w+): ([\d.]+)", (science_folder / "kedges.ts").read_text().split("{")[1])
    assert len(edges) == 38
    for element, energy in edges:
        assert float(energy) == pytest.approx(xraydb.xray_edge(element, "K").energy, abs=0.05)
    text = (science_folder / "referencelines.ts").read_text()
    bearden, elam, deslattes = (lines_of(text, name) for name in ("Bearden", "Elam", "Deslattes"))
    assert len(bearden) == len(elam) == len(deslattes) == 9
    for element, energies in elam.items():
        lines = xraydb.xray_lines(element)
        expected = [lines[name].energy for name in ("Ka1", "Ka2", "Kb1", "Kb5")]
        expected.append(xraydb.xray_edge(element, "K").energy)
        assert energies == pytest.approx(expected, abs=0.05)
        # two measured tables, each mistyped digit of which would part them: Bearden's scale is lower by 15 parts of a million
        for ours, theirs in zip(bearden[element], deslattes[element]):
            assert 0 < theirs - ours < 0.25
        assert deslattes[element] == pytest.approx(expected, abs=3.5)


def lines_of(text, name):
    """The energies of each element in one of the tables of lines, without σ."""
    rows = text.split(f"const of{name}: Table")[1].split("\n};")[0].split("rows: {")[1]
    rows = re.sub(r"\[([\d.]+),\s*[\d.]+\]", r"\1", rows)  # with σ to without
    return {
        element: [float(energy) for energy in energies.split(",") if energy.strip()]
        for element, energies in re.findall(r"(\w+): \[([^\]]*)\]", rows)
    }
