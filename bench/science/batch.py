"""What `batch.mjs` times in h5py and numpy: python batch.py "scans/*.nxs" --out DIR."""

import glob
import hashlib
import json
import sys
from pathlib import Path

import h5py
import numpy as np

LOW, HIGH = 9560.0, 9610.0


def read(path):
    """The arrays and texts of a scan that the engine reads too."""
    with h5py.File(path) as file:
        entry = file["entry1"]
        arrays = {
            name: entry["I1"][name][()]
            for name in ("bragg1WithOffset", "I1", "Time", "XESEnergyLower", "XESBraggLower")
        }
        arrays["counts"] = entry["instrument/medipix2/medipix2_roi_total"][()]
        texts = {
            name: str(entry[name][()])
            for name in ("title", "scan_command", "start_time", "end_time")
            if name in entry
        }
    return arrays, texts


def spectrum(arrays):
    """Sorted, what was not measured left out, N/I1 and its sigma."""
    energy, counts, monitor = (arrays[name] for name in ("XESEnergyLower", "counts", "I1"))
    good = np.isfinite(energy) & np.isfinite(counts) & (monitor > 0)
    order = np.flatnonzero(good)[np.argsort(energy[good])]
    energy, counts, monitor = energy[order], counts[order], monitor[order]
    return energy, counts / monitor, np.sqrt(np.maximum(counts, 1)) / monitor


def area_weights(energy):
    """Points of the range, its ends interpolated, and their trapezoid weights."""
    inside = (energy > LOW) & (energy < HIGH)
    x = np.concatenate([[LOW], energy[inside], [HIGH]])
    weights = np.zeros(len(x))
    weights[:-1] += np.diff(x) / 2
    weights[1:] += np.diff(x) / 2
    return x, weights


def numbers(energy, y, sigma):
    """Area, centroid, variance, place of the peak and width, with sigma of the first two."""
    x, weights = area_weights(energy)
    values, errors = np.interp(x, energy, y), np.interp(x, energy, sigma)
    m0 = np.sum(weights * values)
    m1 = np.sum(weights * values * x) / m0
    m2 = np.sum(weights * values * (x - m1) ** 2) / m0
    top = int(np.argmax(y))
    near = slice(max(0, top - 2), top + 3)
    fit = np.polyfit(energy[near] - energy[top], y[near], 2)
    high = np.flatnonzero(y >= y[top] / 2)
    return {
        "m0": m0,
        "m0_sigma": np.sqrt(np.sum((weights * errors) ** 2)),
        "m1": m1,
        "m1_sigma": np.sqrt(np.sum((weights * (x - m1) * errors) ** 2)) / m0,
        "m2": m2,
        "position": energy[top] - fit[1] / (2 * fit[0]),
        "fwhm": energy[high[-1]] - energy[high[0]],
    }


def table(path, names, columns, comments):
    """Rows at full precision, then the comments."""
    lines = [",".join(names)]
    lines += [",".join(map(repr, row)) for row in zip(*(column.tolist() for column in columns))]
    lines += [f"# {comment}" for comment in comments]
    path.write_text("\n".join(lines) + "\n")


def digest(columns):
    return hashlib.sha256(b"".join(column.tobytes() for column in columns)).hexdigest()


def one(path, out):
    """A scan's folder. Returns its row of the summary."""
    arrays, texts = read(path)
    energy, y, sigma = spectrum(arrays)
    found = {name: float(value) for name, value in numbers(energy, y, sigma).items()}
    relative = found["m0_sigma"] / found["m0"]
    normalised = y / found["m0"]
    spread = normalised * np.sqrt((sigma / np.where(y > 0, y, 1)) ** 2 + relative**2)
    content = Path(path).read_bytes()
    source = {"file": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    folder = out / Path(path).stem
    folder.mkdir()
    columns = {"spectrum": (energy, y, sigma), "normalised": (energy, normalised, spread)}
    comments = [f"title: {texts.get('title', '')}", f"source: {json.dumps(source)}"]
    for name, of in columns.items():
        table(folder / f"{name}.csv", ("energy_eV", "intensity", "sigma"), of, comments)
    names = list(found)
    table(folder / "numbers.csv", names, [np.array([found[name]]) for name in names], [])
    digests = {name: digest(of) for name, of in columns.items()}
    told = {"source": source, "texts": texts, "numbers": found, "digests": digests}
    (folder / "result.json").write_text(json.dumps(told, indent=2))
    return [path, *(repr(value) for value in found.values())]


def main(pattern, _, out):
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [one(path, folder) for path in sorted(glob.glob(pattern))]
    (folder / "summary.csv").write_text("\n".join(",".join(row) for row in rows) + "\n")


main(*sys.argv[1:])
