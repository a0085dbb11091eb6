import type { Helper } from './helper.js';

/** Functions on RXES maps. */
export const mapHelpers: readonly Helper[] = [
  {
    name: 'Map',
    text: `
class Map(NamedTuple):
    """A map over incident (columns) and emission energies (rows), in eV; NaN where nothing was measured."""

    incident: np.ndarray
    emission: np.ndarray
    intensity: np.ndarray
    counts: np.ndarray | None
    monitor: np.ndarray | None
`
  },
  {
    name: 'levels_by_gaps',
    text: `
def levels_by_gaps(energy, exact):
    """Levels of an energy whose readings seldom repeat: groups that clear gaps part, by their medians."""
    values, level = exact
    if 2 * len(values) <= len(energy):
        return exact
    steps = np.diff(values)
    gaps = np.sort(steps)
    ratios = gaps[1:] / np.maximum(gaps[:-1], 0.02 * gaps.sum() / len(energy))
    if max(ratios, default=0) <= 5:
        raise ValueError("Hardly any energy occurs twice: these points lie on no plain grid.")
    apart = gaps[1:][np.argmax(ratios)] / 2
    group = np.concatenate([[0], np.cumsum(steps > apart + 1e-6)])
    level = np.where(level >= 0, group[level], -1)
    return np.array([np.median(energy[level == k]) for k in range(group[-1] + 1)]), level
`
  },
  {
    name: 'check_grid',
    text: `
def check_grid(points, columns, rows):
    """Refuse readings that fill no grid, or lie beside their levels as the other energy goes."""
    (incident, column), (emission, row) = columns, rows
    there = (column >= 0) & (row >= 0)
    cells = len(set(zip(column[there], row[there])))
    is_filled = cells >= max(0.9 * there.sum(), 0.5 * len(incident) * len(emission))
    for energy, (values, own), (_, other) in (
        (points["emission"], rows, columns),
        (points["incident"], columns, rows),
    ):
        off = energy[there] - values[own[there]]
        members = np.bincount(other[there])
        mean = np.bincount(other[there], off) / np.maximum(members, 1)
        is_filled &= not np.any((members > 1) & (np.abs(mean) > 0.75 * np.abs(off).max()))
    if not is_filled:
        raise ValueError("These points lie on no plain grid of two energies.")
`
  },
  {
    name: 'rxes',
    needs: ['Map', 'levels_by_gaps', 'check_grid'],
    text: `
def rxes(points, columns, rows, cells):
    """The points as a map, whose columns and rows are the levels of their two energies."""
    if 2 * max(len(columns[0]), len(rows[0])) > len(rows[1]):
        columns = levels_by_gaps(points["incident"], columns)
        rows = levels_by_gaps(points["emission"], rows)
        check_grid(points, columns, rows)
    (incident, column), (emission, row) = columns, rows
    shape = len(emission), len(incident)
    cell = np.where((row < 0) | (column < 0), -1, row * len(incident) + column)
    values = cells(points, cell, len(emission) * len(incident))
    return Map(incident, emission, *(None if one is None else one.reshape(shape) for one in values))
`
  },
  {
    name: 'cut',
    needs: ['Spectrum'],
    text: `
def cut(of, kind, at, width=None, value="mean"):
    """A cut at constant incident energy (CIE), emission energy (CEE) or energy transfer (CET).

    It is made of the measured cells with |q - at| <= width/2; without a width that is one step of the energy held.
    """
    incident, emission, intensity, counts, monitor = of
    held = {"CIE": incident[None, :], "CEE": emission[:, None], "CET": incident - emission[:, None]}
    if width is None:
        width = np.median(np.diff(incident if kind == "CIE" else emission))
    band = (np.abs(held[kind] - at) <= width / 2 + 1e-6) & np.isfinite(intensity)
    energy, across = (emission, 1) if kind == "CIE" else (incident, 0)
    cells = band.sum(axis=across)
    there = cells > 0

    def total(values):
        return np.where(band, values, 0).sum(axis=across)[there]

    divisor = cells[there] if value == "mean" else 1
    curve = total(intensity) / divisor
    if counts is None:
        return Spectrum(energy[there], curve)
    # the monitor by which the counts are the curve; where none was counted, what one count would have been over
    n, expected = total(counts), cells[there] / total(1 / monitor) * divisor
    return Spectrum(energy[there], curve, n, np.divide(n, curve, out=expected, where=n > 0))
`
  }
];
