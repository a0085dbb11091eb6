import type { Helper } from './helper.js';

/** Functions that fit a background. */
export const fitHelpers: readonly Helper[] = [
  {
    name: 'around',
    needs: ['Spectrum'],
    text: `
def around(main, wide, scale):
    """The points of a curve, and beside them those of a wider one, which is multiplied by the scale."""
    outside = (wide.energy < main.energy[0] - 1e-6) | (wide.energy > main.energy[-1] + 1e-6)
    order = np.argsort(np.concatenate([main.energy, wide.energy[outside]]), kind="stable")

    def put(own, other):
        return np.concatenate([own, other[outside]])[order]

    energy, intensity = put(main.energy, wide.energy), put(main.intensity, scale * wide.intensity)
    if main.counts is None or wide.counts is None:
        return Spectrum(energy, intensity)
    counts, monitor = put(main.counts, wide.counts), put(main.monitor, wide.monitor / scale)
    return Spectrum(energy, intensity, counts, monitor)
`
  },
  {
    name: 'in_ranges',
    text: `
def in_ranges(energy, ranges):
    """Which energies lie in any of the ranges."""
    return np.any([(energy >= low - 1e-6) & (energy <= high + 1e-6) for low, high in ranges], axis=0)
`
  },
  {
    name: 'CLOSELY',
    text: `
# derivatives by a part in 1e10 of a parameter: of a line at 9000 eV the usual part is too wide
CLOSELY = {"epsfcn": 1e-20, "ftol": 1e-13, "xtol": 1e-13}
`
  },
  {
    name: 'fit_counts',
    needs: ['CLOSELY'],
    text: `
def fit_counts(model, start, curve, fitted):
    """Fit by Poisson likelihood: points weigh as the model itself leads to expect.

    Weights of the data would pull the model to the points that were counted low. Once the model and its weights no
    longer change, the equations of the greatest likelihood hold.
    """
    x, y, i1 = curve.energy[fitted], curve.intensity[fitted], curve.monitor[fitted]
    expected = np.maximum(curve.counts[fitted], 1)
    for _ in range(200):
        found = model.fit(y, start, x=x, weights=i1 / np.sqrt(expected), fit_kws=CLOSELY)
        before, expected = expected, np.maximum(i1 * found.best_fit, 0.1)
        if np.allclose(before, expected, rtol=1e-8, atol=0):
            return found
        start = found.params
    raise RuntimeError("The fit has not settled: fix a parameter, or choose a simpler model.")
`
  },
  {
    name: 'fit_evenly',
    needs: ['CLOSELY'],
    text: `
def fit_evenly(model, start, curve, fitted):
    """Fit by least squares; all points weigh the same."""
    return model.fit(curve.intensity[fitted], start, x=curve.energy[fitted], fit_kws=CLOSELY)
`
  },
  {
    name: 'less',
    needs: ['Spectrum'],
    text: `
def less(curve, background):
    """A curve less what was fitted under it."""
    return Spectrum(curve.energy, curve.intensity - background.eval(x=curve.energy))
`
  }
];
