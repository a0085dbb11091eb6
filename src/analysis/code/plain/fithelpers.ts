import type { Helper } from './helper.js';

/** Functions that fit a background. */
export const fitHelpers: readonly Helper[] = [
  {
    name: 'around',
    needs: ['Spectrum'],
    text: `
def around(main, wide, scale):
    """The points of a curve joined with those of a wider curve, multiplied by the scale."""
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
    name: 'deviance_of',
    text: `
def deviance_of(n, expected):
    """How far counts lie from what was expected: the least is the greatest Poisson likelihood."""
    floored = np.maximum(expected, 0.1)  # below a tenth of a count it goes on as the parabola that touches it there
    logs = n * np.log(np.where(n > 0, n, 1) / floored)
    below = np.minimum(expected - 0.1, 0)
    return np.sum(2 * (floored - n + logs) + below * (floored + expected - 2 * n) / floored)
`
  },
  {
    name: 'fit_counts',
    needs: ['CLOSELY', 'deviance_of'],
    text: `
def fit_counts(model, start, curve, fitted):
    """Fit by the greatest Poisson likelihood: weights of the data would pull the model to the points counted low.

    Each round is Newton's step towards the least deviance, halved until it leads down.
    """
    x, n, i1 = curve.energy[fitted], curve.counts[fitted], curve.monitor[fitted]

    def expected(params):
        return i1 * model.eval(params, x=x)

    params, reached = start.copy(), deviance_of(n, expected(start))
    for _ in range(200):
        mu = expected(params)
        floored = np.maximum(mu, 0.1)
        root = np.sqrt(np.maximum(np.where(mu < 0.1, floored, n), 0.1))
        slope = i1 * root / floored
        aim = (mu - n) / root / slope  # how far the model is to come down at each point
        found = model.fit(mu / i1 - aim, params, x=x, weights=slope, fit_kws=CLOSELY)
        step, tried = found.params, reached + 1
        for _ in range(40):
            tried = deviance_of(n, expected(step))
            if tried <= reached + 1e-13 * abs(reached):
                break
            for name, one in step.items():
                if one.vary:
                    one.value = (one.value + params[name].value) / 2
        gained, params, reached = reached - tried, step, tried
        if gained <= 1e-13 * (abs(reached) + 1):
            return params
    raise RuntimeError("The fit has not settled: fix a parameter, or choose a simpler model.")
`
  },
  {
    name: 'fit_evenly',
    needs: ['CLOSELY'],
    text: `
def fit_evenly(model, start, curve, fitted):
    """Fit by least squares; all points weigh the same."""
    for _ in range(3):  # a search that starts anew sees what is left of parameters that go together
        start = model.fit(curve.intensity[fitted], start, x=curve.energy[fitted], fit_kws=CLOSELY).params
    return start
`
  },
  {
    name: 'evaluated',
    needs: ['Spectrum'],
    text: `
def evaluated(model, params, curve):
    """A fitted model at the energies of a curve."""
    return Spectrum(curve.energy, model.eval(params, x=curve.energy) * np.ones(len(curve.energy)))
`
  },
  {
    name: 'less',
    needs: ['Spectrum'],
    text: `
def less(curve, background):
    """A curve minus its fitted background."""
    return Spectrum(curve.energy, curve.intensity - background.intensity)
`
  },
  {
    name: 'area_of',
    needs: ['area'],
    text: `
def area_of(curve, ranges):
    """Area over several ranges."""
    return sum(area(curve, low, high) for low, high in ranges)
`
  },
  {
    name: 'centroid_of',
    needs: ['Spectrum', 'area_of'],
    text: `
def centroid_of(curve, ranges):
    """First moment of a curve over several ranges; eV."""
    first = curve.energy[0]
    moment = area_of(Spectrum(curve.energy, curve.intensity * (curve.energy - first)), ranges)
    return first + moment / area_of(curve, ranges)
`
  }
];
