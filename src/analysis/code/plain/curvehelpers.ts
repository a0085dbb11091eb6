import type { Helper } from './helper.js';

/** Functions on spectra. */
export const curveHelpers: readonly Helper[] = [
  {
    name: 'common_energies',
    text: `
def common_energies(spectra, tolerance):
    """The energies of spectra that were all measured at the same ones."""
    lengths = {len(one.energy) for one in spectra}
    if len(lengths) > 1 or np.ptp([one.energy for one in spectra], axis=0).max() > tolerance:
        raise ValueError("These spectra were measured at different energies: point by point they have no average.")
    return np.mean([one.energy for one in spectra], axis=0)
`
  },
  {
    name: 'ratio_of_sums',
    needs: ['Spectrum', 'common_energies'],
    text: `
def ratio_of_sums(spectra, tolerance=1e-6):
    """The average with the least noise: ΣN/ΣI1 at each energy."""
    energy = common_energies(spectra, tolerance)
    n = sum(one.counts for one in spectra)
    i1 = sum(one.monitor for one in spectra)
    return Spectrum(energy, n / i1, n, i1)
`
  },
  {
    name: 'mean_of_ratios',
    needs: ['Spectrum', 'common_energies'],
    text: `
def mean_of_ratios(spectra, tolerance=1e-6):
    """The mean of the intensities at each energy."""
    energy = common_energies(spectra, tolerance)
    return Spectrum(energy, np.mean([one.intensity for one in spectra], axis=0))
`
  },
  {
    name: 'area',
    text: `
def area(curve, low=-np.inf, high=np.inf):
    """Area by the trapezoidal rule, its ends interpolated; intensity times eV."""
    low, high = max(low, curve.energy[0]), min(high, curve.energy[-1])
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
    """One curve less another, which is interpolated to the energies of the first that both cover."""
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
    """Savitzky and Golay's way on the true energies: a polynomial through the window about each point."""
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
