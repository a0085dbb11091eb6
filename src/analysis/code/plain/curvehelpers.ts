import type { Helper } from './helper.js';

/** Functions on spectra. */
export const curveHelpers: readonly Helper[] = [
  {
    name: 'common_energies',
    text: `
def common_energies(spectra, tolerance=1e-6, union=False):
    """Energies at which spectra were measured, and which point of each lies there (-1: none).

    Readings that differ by no more than the tolerance are of one energy; their mean stands for it.
    """
    steps = [np.sort(np.diff(one.energy)) for one in spectra]
    middle = [one[len(one) // 2] for one in steps if len(one) > 0]
    apart = min([tolerance, *(step / 2 for step in middle if step > 0)])
    energy = np.concatenate([one.energy for one in spectra])
    of = np.repeat(np.arange(len(spectra)), [len(one.energy) for one in spectra])
    level, lowest, last = np.empty(len(energy), dtype=int), -np.inf, -1
    for k in np.lexsort((of, energy)):
        if energy[k] - lowest > apart:
            lowest, last = energy[k], last + 1
        level[k] = last
    places = np.full((len(spectra), last + 1), -1)
    places[of, level] = np.concatenate([np.arange(len(one.energy)) for one in spectra])
    for one, place in zip(spectra, places):
        there = np.flatnonzero(place >= 0)
        step = np.diff(one.energy)
        twice = len(there) < len(step) + 1
        if twice or np.any((np.diff(there) > 1) & (step <= 1.5 * np.sort(step)[len(step) // 2] + 1e-6)):
            raise ValueError("These spectra were measured at different energies: point by point they have no average.")
    common = np.bincount(level, energy) / np.bincount(level)
    low, high = max(one.energy[0] for one in spectra), min(one.energy[-1] for one in spectra)
    if low > high + 1e-6 and not union:
        raise ValueError("These spectra were measured at different energies, and have none in common.")
    kept = union | ((common >= low - tolerance) & (common <= high + tolerance))
    return common[kept], places[:, kept]
`
  },
  {
    name: 'ratio_of_sums',
    needs: ['Spectrum', 'common_energies'],
    text: `
def ratio_of_sums(spectra, **how):
    """The average with the least noise: ΣN/ΣI1 at each energy, of the spectra that have a point there."""
    energy, places = common_energies(spectra, **how)
    n = sum(np.where(place >= 0, one.counts[place], 0) for one, place in zip(spectra, places))
    i1 = sum(np.where(place >= 0, one.monitor[place], 0) for one, place in zip(spectra, places))
    return Spectrum(energy, n / i1, n, i1)
`
  },
  {
    name: 'mean_of_ratios',
    needs: ['Spectrum', 'common_energies'],
    text: `
def mean_of_ratios(spectra, **how):
    """The mean of the intensities at each energy, of the spectra that have a point there."""
    energy, places = common_energies(spectra, **how)
    total = sum(np.where(place >= 0, one.intensity[place], 0) for one, place in zip(spectra, places))
    return Spectrum(energy, total / (places >= 0).sum(axis=0))
`
  },
  {
    name: 'area',
    text: `
def area(curve, low=-np.inf, high=np.inf):
    """Area by the trapezoidal rule, its ends interpolated; intensity times eV."""
    low, high = max(low, curve.energy[0]), min(high, curve.energy[-1])
    if low >= high:
        return 0.0
    inside = curve.energy[(curve.energy > low) & (curve.energy < high)]
    x = np.concatenate([[low], inside, [high]])
    y = np.interp(x, curve.energy, curve.intensity)
    return np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2)
`
  },
  {
    name: 'highest',
    text: `
def highest(curve, low=-np.inf, high=np.inf):
    """The highest intensity."""
    return curve.intensity[(curve.energy >= low - 1e-6) & (curve.energy <= high + 1e-6)].max()
`
  },
  {
    name: 'divided',
    needs: ['Spectrum'],
    text: `
def divided(curve, divisor):
    """A curve over a number; what is counted no longer belongs to it."""
    return Spectrum(curve.energy, curve.intensity / divisor)
`
  },
  {
    name: 'difference',
    needs: ['Spectrum'],
    text: `
def difference(first, second, low=-np.inf, high=np.inf):
    """The difference of two curves, the second interpolated to those energies of the first that both cover."""
    low = max(low, first.energy[0], second.energy[0])
    high = min(high, first.energy[-1], second.energy[-1])
    inside = (first.energy >= low - 1e-6) & (first.energy <= high + 1e-6)
    energy = first.energy[inside]
    return Spectrum(energy, first.intensity[inside] - np.interp(energy, second.energy, second.intensity))
`
  },
  {
    name: 'rebin',
    needs: ['Spectrum'],
    text: `
def rebin(curve, width, low=None, high=None):
    """Points put together in bins of one width: ΣN/ΣI1 where counts are known, else the mean."""
    low = curve.energy[0] if low is None else low
    high = max(curve.energy[-1], low + width) if high is None else high
    count = int(np.ceil((high - low - 1e-6) / width))
    edges = low + width * np.arange(count + 1)
    bins = np.searchsorted(edges - 1e-6, curve.energy, side="right") - 1
    bins[np.abs(curve.energy - edges[-1]) <= 1e-6] = count - 1  # the last bin has its upper edge too
    inside = (bins >= 0) & (bins < count)
    filled = np.bincount(bins[inside], minlength=count) > 0

    def total(values):
        return np.bincount(bins[inside], values[inside], count)[filled]

    weight = np.ones(curve.energy.shape) if curve.counts is None else curve.monitor
    energy = total(curve.energy * weight) / total(weight)
    if curve.counts is None:
        return Spectrum(energy, total(curve.intensity) / total(weight))
    return Spectrum(energy, total(curve.counts) / total(weight), total(curve.counts), total(weight))
`
  },
  {
    name: 'smooth',
    needs: ['Spectrum'],
    text: `
def smooth(curve, window=7, order=3, derivative=0):
    """Savitzky–Golay filter on the measured energies: a polynomial through the window about each point."""
    energy, intensity = curve.energy, curve.intensity
    first = np.clip(np.arange(len(energy)) - window // 2, 0, len(energy) - window)
    smoothed = []
    for k, e in zip(first, energy):
        near = slice(k, k + window)
        polynomial = np.polynomial.Polynomial.fit(energy[near] - e, intensity[near], order)
        smoothed.append(polynomial.deriv(derivative)(0.0))
    return Spectrum(energy, np.array(smoothed))
`
  }
];
