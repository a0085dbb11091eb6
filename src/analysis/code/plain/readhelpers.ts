import type { Helper } from './helper.js';

/** Functions that read the points of a scan and put them in order. */
export const readHelpers: readonly Helper[] = [
  {
    name: 'Spectrum',
    text: `
class Spectrum(NamedTuple):
    """A curve over ascending energies in eV; counts and monitor are None where it is no longer N/I1."""

    energy: np.ndarray
    intensity: np.ndarray
    counts: np.ndarray | None = None
    monitor: np.ndarray | None = None
`
  },
  {
    name: 'read',
    text: `
def read(path, **places):
    """Arrays of an HDF5 file, one value a point; what has a single value has it at all points."""
    with h5py.File(path, "r") as file:
        arrays = [np.asarray(file[place], dtype=float) for place in places.values()]
    return dict(zip(places, (array.ravel() for array in np.broadcast_arrays(*arrays))))
`
  },
  {
    name: 'read_grid',
    text: `
def read_grid(path, sides, **places):
    """Arrays of an HDF5 file, one value a point; \`sides\` says along which side of the grid one of them runs."""
    with h5py.File(path, "r") as file:
        arrays = {name: np.asarray(file[place], dtype=float) for name, place in places.items()}
    count = max(array.ndim for array in arrays.values())
    for name, side in sides.items():
        arrays[name] = arrays[name].reshape([-1 if k == side else 1 for k in range(count)])
    whole = np.broadcast_arrays(*arrays.values())
    return dict(zip(arrays, (array.ravel() for array in whole)))
`
  },
  {
    name: 'scaled',
    text: `
def scaled(points, **factors):
    """Points in other units, such as eV of keV."""
    return points | {name: factor * points[name] for name, factor in factors.items()}
`
  },
  {
    name: 'per_monitor',
    text: `
def per_monitor(points):
    """The intensity over the monitor; not a number where the monitor is not above zero."""
    monitor = np.where(points["monitor"] > 0, points["monitor"], np.nan)
    return points | {"intensity": points["intensity"] / monitor}
`
  },
  {
    name: 'absorbed',
    text: `
def absorbed(points):
    """The absorption of what was transmitted: ln(I0/I)."""
    return points | {"intensity": np.log(points["monitor"] / points["intensity"])}
`
  },
  {
    name: 'smallest_step',
    text: `
def smallest_step(readings, jitter):
    """The smallest step a readback was moved by: gaps between its readings are jitter (small) or steps (large)."""
    gaps = np.diff(np.unique(readings))
    steps = np.sort(gaps[gaps > jitter])
    if len(steps) == len(readings) - 1:
        return steps[0] if len(steps) else np.inf  # nothing jitters here
    step, widest, below = None, 5.0, max(gaps[gaps <= jitter], default=0.0)
    for gap in steps:
        if below > 2 * jitter:
            break
        ratio = gap / max(below, 0.002)
        if ratio > widest:
            step, widest = gap, ratio
        below = gap
    if step is not None:
        return step
    extent = readings[-1] - readings[0]  # a continuous scan, or nothing but jitter
    return extent / (len(readings) - 1) if extent > 5 * jitter else np.inf
`
  },
  {
    name: 'levels_of_readback',
    needs: ['smallest_step'],
    text: `
def levels_of_readback(energy, jitter):
    """The energies that an axis was moved to, and which of them each point has; -1: it was not reached.

    The readings of one energy jitter: neighbours within half the smallest step are one energy, which is their median.
    """
    known = np.flatnonzero(np.isfinite(energy) & (energy > 0))
    order = known[np.argsort(energy[known], kind="stable")]
    readings = energy[order]
    starts = np.flatnonzero(np.diff(readings) > smallest_step(readings, jitter) / 2 + 1e-6) + 1
    level = np.full(energy.shape, -1)
    level[order] = np.searchsorted(starts, np.arange(len(order)), side="right")
    return np.array([np.median(part) for part in np.split(readings, starts)]), level
`
  },
  {
    name: 'levels',
    text: `
def levels(energy):
    """The energies that an axis was moved to, and which of them each point has; -1: it was not reached."""
    known = np.flatnonzero(np.isfinite(energy) & (energy > 0))
    order = known[np.argsort(energy[known], kind="stable")]
    ascending = energy[order]
    starts = np.flatnonzero(np.diff(ascending) > 1e-6) + 1
    level = np.full(energy.shape, -1)
    level[order] = np.searchsorted(starts, np.arange(len(order)), side="right")
    return np.array([np.median(part) for part in np.split(ascending, starts)]), level
`
  },
  {
    name: 'counted',
    text: `
def counted(points, cell, size):
    """Intensity, counts and monitor of cells: ΣN/ΣI1 of their points; NaN where nothing was measured."""
    n = points["counts"]
    i1 = points.get("monitor", np.ones(n.shape))
    good = (cell >= 0) & np.isfinite(n + i1) & (n >= 0) & (i1 > 0)
    total = np.bincount(cell[good], n[good], size)
    monitor = np.bincount(cell[good], i1[good], size)
    total[monitor == 0] = monitor[monitor == 0] = np.nan
    return total / monitor, total, monitor
`
  },
  {
    name: 'averaged',
    text: `
def averaged(points, cell, size):
    """Intensity of cells: the mean of their points, whose counts are not known; NaN where nothing was measured."""
    value = points["intensity"]
    good = (cell >= 0) & np.isfinite(value)
    total = np.bincount(cell[good], value[good], size)
    members = np.bincount(cell[good], minlength=size)
    return total / np.where(members > 0, members, np.nan), None, None
`
  },
  {
    name: 'spectrum',
    needs: ['Spectrum'],
    text: `
def spectrum(points, levels_of_points, cells):
    """The points as one curve; energies at which nothing was measured are left out."""
    energy, level = levels_of_points
    columns = cells(points, level, len(energy))
    measured = np.isfinite(columns[0])
    return Spectrum(energy[measured], *(None if one is None else one[measured] for one in columns))
`
  }
];
