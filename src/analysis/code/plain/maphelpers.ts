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
    name: 'rxes',
    needs: ['Map'],
    text: `
def rxes(points, columns, rows, cells):
    """The points as a map, whose columns and rows are the levels of their two energies."""
    (incident, column), (emission, row) = columns, rows
    if 2 * max(len(incident), len(emission)) > len(row):
        raise ValueError("Hardly any energy occurs twice: these points lie on no plain grid.")
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
