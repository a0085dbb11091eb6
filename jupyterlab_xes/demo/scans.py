"""The demonstration scans: counts drawn from the true intensities, reproducibly."""

import json

import h5py
import numpy as np

from .gda import Scan, write_dat, write_nxs
from .truth import TRUTH, changing, edge, kbeta, lorentzian, rxes, valence, written_truth


def map_scan(rng, n_incident=17, n_emission=74):
    """An RXES map like I20's: outer Ω, inner ω."""
    outer = 9658.0 + 0.3 * np.arange(n_incident)
    inner = 8628.0 + 0.3 * np.arange(n_emission)
    incident, emission = np.meshgrid(outer, inner, indexing="ij")
    command = (
        f"scan bragg1WithOffset 9658.0 {outer[-1]:.1f} 0.3 XESEnergyUpper "
        f"[Range1 : 8628.00, {inner[-1]:.2f}, 0.30] XESBraggUpper I1 medipix1"
    )
    truth = rxes(incident, emission)
    return Scan(rng, command, incident.shape, incident, {"Upper": (emission, truth)})


def write_scans(out, *, large=False):
    """Write all scans into a folder; `large`: also one with 1 GB of raw frames."""
    out.mkdir(parents=True, exist_ok=True)
    write_single(out, large)
    rng = np.random.default_rng(25)
    write_valence(out / "valence", rng)
    write_herfd_series(out / "herfd-series", rng)
    write_kbeta_series(out / "kbeta-series", rng)
    # last: if this file exists, so do all others
    (out / "truth.json").write_text(json.dumps(written_truth(), indent=2) + "\n")


def write_valence(out, rng):
    """A scan of the main line and its tail, and three of the weaker valence-to-core lines."""
    out.mkdir(exist_ok=True)
    write_nxs(out / "main.nxs", 900101, emission_scan(rng, 9545.0, 294, valence, seconds=2))
    for k in range(3):
        scan = emission_scan(rng, 9622.0, 123, valence, seconds=20, minute=40 * (k + 1))
        write_nxs(out / f"vtc-{k + 1}.nxs", 900102 + k, scan)


def write_herfd_series(out, rng):
    """HERFD scans of a sample damaged by the beam."""
    out.mkdir(exist_ok=True)
    t = TRUTH["herfd_series"]
    energy = 9640.0 + 0.5 * np.arange(121)
    fixed = np.full(energy.shape, 8638.9)
    command = "scan bragg1WithOffset 9640.0 9700.0 0.5 XESEnergyUpper 8638.9 I1 medipix1"
    for k, (changed, minute) in enumerate(zip(t["changed"], t["minutes"])):
        arms = {"Upper": (fixed, changing(energy, changed))}
        scan = Scan(rng, command, energy.shape, energy, arms, seconds=5, minute=minute)
        write_nxs(out / f"herfd-{k + 1:02}.nxs", 900201 + k, scan)


def write_kbeta_series(out, rng):
    """Kβ scans whose line shifts from scan to scan, and a truncated file."""
    out.mkdir(exist_ok=True)
    for k, centre in enumerate(TRUTH["kbeta_series"]["centres"]):
        scan = emission_scan(rng, 9558.0, 207, lambda energy: kbeta(energy, centre), minute=10 * k)
        write_nxs(out / f"kbeta-{k + 1:02}.nxs", 900301 + k, scan)
    whole = (out / "kbeta-01.nxs").read_bytes()
    (out / "kbeta-13-cut-short.nxs").write_bytes(whole[: len(whole) // 3])


def emission_scan(rng, first, count, truth, **more):
    """A scan of the lower arm in steps of 0.3 eV."""
    energy = first + 0.3 * np.arange(count)
    command = (
        f"scan XESEnergyLower [Range1 : {first:.2f}, {energy[-1]:.2f}, 0.30] "
        "bragg1WithOffset 9900.0 I1 medipix2"
    )
    incident = np.full(energy.shape, 9900.0)
    return Scan(rng, command, energy.shape, incident, {"Lower": (energy, truth(energy))}, **more)


def write_single(out, large):
    """A map, an aborted map, and spectra of each kind."""
    rng = np.random.default_rng(20)

    scan = map_scan(rng)
    write_nxs(out / "xes-demo-rxes.nxs", 900001, scan)
    write_dat(out / "xes-demo-rxes.dat", scan)

    aborted = map_scan(rng)
    aborted.stop_after(12 * 74 + 30)
    write_nxs(out / "xes-demo-aborted.nxs", 900002, aborted)

    n = 50
    upper, lower = 8634.0 + 0.2 * np.arange(n), 9564.0 + 0.3 * np.arange(n)
    arms = {
        "Upper": (upper, 0.003 + lorentzian(upper, **TRUTH["upper"])),
        "Lower": (lower, 0.003 + lorentzian(lower, **TRUTH["lower"])),
    }
    command = (
        "scan XESEnergyGroup [Range1 : 8634.00, 8643.80, 0.20, Range2 : 9564.00, 9578.70, 0.30] "
        "bragg1WithOffset 9900.0 XESBraggGroup I1 medipix1 medipix2"
    )
    two = Scan(rng, command, (n,), np.full(n, 9900.0), arms)
    write_nxs(out / "xes-demo-two-arms.nxs", 900003, two)

    energy = 9640.0 + 0.5 * np.arange(121)
    t = TRUTH["herfd"]
    fixed = np.full(energy.shape, 8638.9)
    arms = {"Upper": (fixed, 0.002 + t["peak"] * edge(energy, **t["edge"]))}
    command = "scan bragg1WithOffset 9640.0 9700.0 0.5 XESEnergyUpper 8638.9 I1 medipix1"
    write_nxs(out / "xes-demo-herfd.nxs", 900004, Scan(rng, command, energy.shape, energy, arms))

    kb = 9558.0 + 0.3 * np.arange(207)
    arms = {"Lower": (kb, 0.002 + lorentzian(kb, **TRUTH["lower"]))}
    command = "scan XESEnergyLower [Range1 : 9558.00, 9619.80, 0.30] bragg1WithOffset 9900.0 I1 medipix2"
    one = Scan(rng, command, kb.shape, np.full(kb.shape, 9900.0), arms)
    write_nxs(out / "xes-demo-kbeta.nxs", 900005, one)
    write_dat(out / "xes-demo-kbeta.dat", one)
    again = Scan(rng, command, kb.shape, np.full(kb.shape, 9900.0), arms)
    write_nxs(out / "xes-demo-kbeta-repeat.nxs", 900007, again)

    if large:
        path = out / "xes-demo-large.nxs"
        write_nxs(path, 900006, map_scan(rng, 200, 200))
        with h5py.File(path, "a") as file:
            frames = file.create_dataset("/entry1/frames/data", shape=(4000, 256, 256), dtype="u4")
            frames[0] = 1  # contiguous: the whole gigabyte is reserved
