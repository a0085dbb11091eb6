import { caseOf, type Circumstances } from '../case.js';

/** Three elastic lines, each measured above its true energy. */
const elastic = { energies: [9605, 9620, 9635] };

/** Dead time that loses a tenth of the counts at the maximum. */
export const tau = ({ level }: Circumstances) => ({ tau: 0.1 / level });

/** Lines measured 0.1 eV above their energies, with σ of 0.05 eV. */
export const foundLines = ({ draw }: Circumstances) => ({
  found: [9605.1 + 0.05 * draw(), 9635.1 + 0.05 * draw()],
  sigmas: [0.05, 0.05],
  energies: [9605, 9635]
});

/** A shift with σ of 0.05 eV. */
export const measuredShift = ({ draw }: Circumstances) => ({
  by: 0.3 + 0.05 * draw(),
  sigma: 0.05
});

/** Steps from a scan to a curve, and on its energies. */
export const scanSteps = [
  caseOf('spectrum', { s: ['spectrum', 'line'] }),
  caseOf('spectrum of a HERFD scan', { s: ['spectrum', 'herfd'] }),
  caseOf('deadTime', { d: ['deadTime', 'line', tau] }),
  caseOf('energyAxis', { e: ['energyAxis', 'arms'] }),
  caseOf('braggAngles', { b: ['braggAngles', 'line', { spacing: 0.7 }] }),
  caseOf(
    'referenceLines',
    { r: ['referenceLines', 'line', { beyond: 100 }] },
    { isTabulated: true }
  ),
  caseOf('calibrate', { c: ['calibrate', 'line', foundLines] }),
  caseOf('shift', { c: ['shift', 'line', measuredShift] }),
  caseOf('elastic, gaussian', { e: ['elastic', 'elastic1 elastic2 elastic3', elastic] }),
  caseOf('elastic, parabola', {
    e: ['elastic', 'elastic1 elastic2 elastic3', { ...elastic, method: 'parabola' }]
  }),
  caseOf('elastic, half-cumulative', {
    e: ['elastic', 'elastic1 elastic2 elastic3', { ...elastic, method: 'half-cumulative' }]
  })
];

/** Steps that combine several curves. */
export const joiningSteps = [
  caseOf('average, ratio of sums', { a: ['average', 'line again third'] }),
  caseOf('average, mean of ratios', {
    a: ['average', 'line again third', { estimator: 'mean-of-ratios' }]
  }),
  caseOf('average, interpolated', { a: ['average', 'line between'] }),
  caseOf('average, union', { a: ['average', 'low high', { union: true }] }),
  caseOf('average, weighted', { a: ['average', 'line again third', { weights: [1, 2, 0.5] }] }),
  caseOf('stitch', { s: ['stitch', 'low high'] }),
  caseOf('stitch, grids apart', { s: ['stitch', 'low highBetween'] }),
  caseOf('stitch by monitor', { s: ['stitch', 'low high', { scale: 'monitor' }] }),
  caseOf('normaliseArm', { n: ['normaliseArm', 'arms'] }),
  caseOf('normalise by reference', { n: ['normalise', 'line weak', { by: 'reference' }] }),
  caseOf('difference', { d: ['difference', 'line moved'] }),
  caseOf('difference, grids apart', { d: ['difference', 'line between'] }),
  caseOf('difference of area 1', { d: ['difference', 'line moved', { normalise: 'area' }] }),
  caseOf('iad', { d: ['iad', 'line moved'] }),
  caseOf('iad of equals', { d: ['iad', 'line again'] }),
  caseOf('iad, grids apart', { d: ['iad', 'moved between'] }),
  caseOf('alignment', { a: ['alignment', 'line moved'] }),
  caseOf('consistency', { c: ['consistency', 'line again third'] }),
  caseOf('consistency, one shifted', { c: ['consistency', 'line again moved'] }),
  caseOf('drift', { d: ['drift', 'line again moved'] }),
  caseOf('drift of equals', { d: ['drift', 'line again third'] })
];

const lines = { exclude: [[9608, 9631]] };
const oneLine = { model: 'gaussian+constant', set: { center: 9619, sigma: 2.5 } };

/** A Gaussian has no Lorentzian part: gamma ≥ 0 is at its bound in half of the trials. */
const voigt = { model: 'voigt+constant', set: { ...oneLine.set, gamma: 0.3 } };

/** Steps on one curve. */
export const curveSteps = [
  caseOf('normalise by area', { n: ['normalise', 'line'] }),
  caseOf('normalise by maximum', { n: ['normalise', 'line', { by: 'maximum' }] }),
  caseOf('rebin', { r: ['rebin', 'line', { width: 2 }] }),
  caseOf('rebin in k', { r: ['rebin', 'herfd', { width: 1, e0: 9660, kStep: 0.05 }] }),
  caseOf('smooth', { s: ['smooth', 'line'] }),
  caseOf('smooth, derivative', { s: ['smooth', 'line', { derivative: 1 }] }),
  caseOf('despike', { d: ['despike', 'line'] }),
  caseOf('despike, median', { d: ['despike', 'line', { replace: 'median' }] }),
  caseOf('background constant', { b: ['background', 'line', { model: 'constant', ...lines }] }),
  caseOf('background linear', { b: ['background', 'line', lines] }),
  caseOf('background endpoints', { b: ['background', 'line', { model: 'endpoints', ...lines }] }),
  caseOf('background exponential', {
    b: ['background', 'decaying', { model: 'exponential', ...lines }]
  }),
  caseOf('background pearson7', {
    b: [
      'background',
      'tails',
      {
        model: 'pearson7+constant',
        exclude: [[9628, 9644]],
        set: { center: 9615, sigma: 3 },
        fix: ['center']
      }
    ]
  }),
  caseOf('background, equal weights', { b: ['background', 'line', { ...lines, weights: 'none' }] }),
  caseOf('background joined', { b: ['background', 'line wide', { ...lines, join: true }] }),
  caseOf('fit', { f: ['fit', 'line', oneLine] }),
  caseOf('fit, two lines', {
    f: [
      'fit',
      'two',
      {
        model: 'gaussian+gaussian+constant',
        set: { center: 9619, sigma: 2.5, gaussian2_center: 9634.5, gaussian2_sigma: 3 }
      }
    ]
  }),
  caseOf('fit, tied', {
    f: [
      'fit',
      'two',
      {
        model: 'gaussian+gaussian+constant',
        set: { center: 9619, sigma: 2.5, gaussian2_sigma: 3 },
        tie: { gaussian2_center: 'center+14.3' }
      }
    ]
  }),
  caseOf('fit, voigt at its bound', { f: ['fit', 'line', voigt] }),
  caseOf('fit, equal weights', { f: ['fit', 'line', { ...oneLine, weights: 'none' }] }),
  caseOf('area', { a: ['area', 'line'] }),
  caseOf('area of a part', { a: ['area', 'line', { range: [9612.3, 9628.1] }] }),
  caseOf('moments', { m: ['moments', 'line'] }),
  caseOf('moments of a line alone', { m: ['moments', 'alone'] }),
  caseOf('moments above a threshold', { m: ['moments', 'alone', { threshold: 0.3 }] }),
  caseOf('moments between crossings', {
    m: ['moments', 'alone', { threshold: 0.3, ends: 'crossings' }]
  })
];
