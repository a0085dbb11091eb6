"""The computation that `batch.mjs` times in h5py and numpy: python batch.py "scans/*.nxs" --out DIR."""

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
    """Sorted points without unmeasured ones, N/I1 and its sigma."""
    energy, counts, monitor = (arrays[name] for name in ("XESEnergyLower", "counts", "I1"))
    good = np.isfinite(energy) & np.isfinite(counts) & (monitor > 0)
    order = np.flatnonzero(good)[np.argsort(energy[good])]
    energy, counts, monitor = energy[order], counts[order], monitor[order]
    return energy, counts / monitor, np.sqrt(np.maximum(counts, 1)) / monitor


def area_weights(energy):
    """Points of the range, with interpolated ends, and their trapezoid weights."""
    inside = (energy > LOW) & (energy < HIGH)
    x = np.concatenate([[LOW], energy[inside], [HIGH]])
    weights = np.zeros(len(x))
    weights[:-1] += np.diff(x) / 2
    weights[1:] += np.diff(x) / 2
    return x, weights


def numbers(energy, y, sigma):
    """Area, centroid, variance, peak position and width, with sigma of the first two."""
    x, weights = area_weights(energy)
    values, errors = np.interp(x, energy, y), np.interp(x, energy, sigma)
    m0 = np.sum(weights * values)
    m1 = np.sum(weights * values * x) / m0
    m2 = np.sum(weights * values * (x - m1) ** 2) / m0
    top = int(np.argmax(y))
    near = slice(max(0, top - 2), top + 3)
    fit = np.polyfit(energy[near] - energy[top], y[near], 2)
    high = np.flatnonzero(y >= y[top] / 2)
    found = {
        "m0": (m0, np.sqrt(np.sum((weights * errors) ** 2))),
        "m1": (m1, np.sqrt(np.sum((weights * (x - m1) * errors) ** 2)) / m0),
        "m2": (m2, np.nan),
        "position": (energy[top] - fit[1] / (2 * fit[0]), np.nan),
        "fwhm": (energy[high[-1]] - energy[high[0]], np.nan),
    }
    return {name: (float(value), float(error)) for name, (value, error) in found.items()}


UNITS = {"m0": "eV", "m1": "eV", "m2": "eV²", "position": "eV", "fwhm": "eV"}


def csv_text(rows, comments):
    """Rows at full precision, then the comments."""
    lines = [",".join(row) for row in rows] + [f"# {comment}" for comment in comments]
    return "\n".join(lines) + "\n"


def table(names, columns, comments):
    """A curve as CSV."""
    rows = (map(repr, row) for row in zip(*(column.tolist() for column in columns)))
    return csv_text([names, *rows], comments)


def numbers_table(found, name, comments):
    """All numbers in long form: one row each."""
    rows = [("step", "item", "name", "value", "sigma", "unit")]
    for step, values in found.items():
        for key, (value, sigma) in values.items():
            item = f"{step}/spectrum/{name}"
            rows.append((step, item, key, repr(value), repr(sigma), UNITS.get(key, "")))
    return csv_text(rows, comments)


def digest(columns):
    """Digest of the arrays of a curve."""
    return hashlib.sha256(b"".join(column.tobytes() for column in columns)).hexdigest()


def described(name, content):
    """The entry of a file in `result.json`."""
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def one(path, out):
    """Write a scan's folder. Returns its row of the summary."""
    arrays, texts = read(path)
    energy, y, sigma = spectrum(arrays)
    moments = numbers(energy, y, sigma)
    m0, m0_sigma = moments["m0"]
    relative = m0_sigma / m0
    normalised = y / m0
    spread = normalised * np.sqrt((sigma / np.where(y > 0, y, 1)) ** 2 + relative**2)
    content = Path(path).read_bytes()
    source = described(path, content)
    name = Path(path).stem
    folder = out / name
    folder.mkdir()
    columns = {"spectrum": (energy, y, sigma), "normalised": (energy, normalised, spread)}
    comments = [f"title: {texts.get('title', '')}", f"source: {json.dumps(source)}"]
    found = {"normalised": {"factor": (m0, m0_sigma)}, "moments": moments}
    texts_of = {
        f"{step}.csv": table(("energy_eV", "intensity", "sigma"), of, comments)
        for step, of in columns.items()
    }
    texts_of["numbers.csv"] = numbers_table(found, name, comments)
    files = {file: text.encode() for file, text in texts_of.items()}
    result = {
        "source": source,
        "metadata": texts,
        "numbers": found,
        "digests": {step: digest(of) for step, of in columns.items()},
        "files": [described(file, bytes_) for file, bytes_ in files.items()],
    }
    files["result.json"] = json.dumps(result, indent=2).encode()
    for file, bytes_ in files.items():
        (folder / file).write_bytes(bytes_)
    values = [value for of in found.values() for pair in of.values() for value in pair]
    return [path, *map(repr, values)]


def main(pattern, _, out):
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [one(path, folder) for path in sorted(glob.glob(pattern))]
    (folder / "summary.csv").write_text("\n".join(",".join(row) for row in rows) + "\n")


main(*sys.argv[1:])
