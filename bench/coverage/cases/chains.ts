import { caseOf } from '../case.js';
import { foundLines, measuredShift, tau } from './singles.js';

const lines = { exclude: [[9608, 9631]] };
const constant = { model: 'constant', ...lines };
const oneLine = { model: 'gaussian+constant', set: { center: 9619, sigma: 2.5 } };
const twoLines = {
  model: 'gaussian+gaussian+constant',
  set: { center: 9619, sigma: 2.5, gaussian2_center: 9634.5, gaussian2_sigma: 3 }
};
const part = { range: [9612.3, 9628.1] };
const byReference = { by: 'reference' };

/** Chains that divide. */
export const dividingChains = [
  caseOf('normalise → area of a part', { n: ['normalise', 'line'], a: ['area', 'n', part] }),
  caseOf('normalise → moments', { n: ['normalise', 'line'], m: ['moments', 'n'] }),
  caseOf('normalise → fit', { n: ['normalise', 'line'], f: ['fit', 'n', oneLine] }),
  caseOf('normalise → background', { n: ['normalise', 'line'], b: ['background', 'n', constant] }),
  caseOf('normalise → smooth', { n: ['normalise', 'line'], s: ['smooth', 'n'] }),
  caseOf('normalise → rebin', { n: ['normalise', 'line'], r: ['rebin', 'n', { width: 2 }] }),
  caseOf('normalise → despike → moments', {
    n: ['normalise', 'line'],
    d: ['despike', 'n'],
    m: ['moments', 'd']
  }),
  caseOf('normalise → normalise', {
    n: ['normalise', 'line', part],
    again: ['normalise', 'n']
  }),
  caseOf('normalise by maximum → area', {
    n: ['normalise', 'line', { by: 'maximum' }],
    a: ['area', 'n', part]
  }),
  caseOf('normalise by reference → area', {
    n: ['normalise', 'line weak', byReference],
    a: ['area', 'n']
  }),
  caseOf('normalise by reference → fit', {
    n: ['normalise', 'line weak', byReference],
    f: ['fit', 'n', oneLine]
  }),
  caseOf('normalise by reference → rebin', {
    n: ['normalise', 'line weak', byReference],
    r: ['rebin', 'n', { width: 2 }]
  }),
  caseOf('normalise by reference → smooth', {
    n: ['normalise', 'line weak', byReference],
    s: ['smooth', 'n']
  }),
  caseOf('normalise by reference → background', {
    n: ['normalise', 'line weak', byReference],
    b: ['background', 'n', constant]
  }),
  caseOf('one reference, two scans → average', {
    n: ['normalise', 'line weak', byReference],
    o: ['normalise', 'again weak', byReference],
    a: ['average', 'n o']
  }),
  caseOf('one reference, two scans → difference', {
    n: ['normalise', 'line weak', byReference],
    o: ['normalise', 'moved weak', byReference],
    d: ['difference', 'n o']
  }),
  caseOf('one reference, two scans → iad', {
    n: ['normalise', 'line weak', byReference],
    o: ['normalise', 'moved weak', byReference],
    d: ['iad', 'n o']
  }),
  caseOf('normalise twice → difference', {
    n: ['normalise', 'line'],
    o: ['normalise', 'moved'],
    d: ['difference', 'n o']
  }),
  caseOf('normaliseArm → moments', { n: ['normaliseArm', 'arms'], m: ['moments', 'n'] }),
  caseOf('normaliseArm → fit', { n: ['normaliseArm', 'arms'], f: ['fit', 'n', oneLine] })
];

/** Chains that combine points or scans. */
export const joiningChains = [
  caseOf('average → area', { a: ['average', 'line again third'], r: ['area', 'a', part] }),
  caseOf('average → moments', { a: ['average', 'line again third'], m: ['moments', 'a'] }),
  caseOf('average → fit', { a: ['average', 'line again third'], f: ['fit', 'a', oneLine] }),
  caseOf('average → normalise → moments', {
    a: ['average', 'line again third'],
    n: ['normalise', 'a'],
    m: ['moments', 'n']
  }),
  caseOf('average → background → moments', {
    a: ['average', 'line again third'],
    b: ['background', 'a', constant],
    m: ['moments', 'b', { range: [9608, 9631] }]
  }),
  caseOf('average of interpolated → area', {
    a: ['average', 'line between'],
    r: ['area', 'a', part]
  }),
  caseOf('average of interpolated → fit', {
    a: ['average', 'line between'],
    f: ['fit', 'a', oneLine]
  }),
  caseOf('average → difference with one of them', {
    a: ['average', 'line again third'],
    d: ['difference', 'line a']
  }),
  caseOf('average of averages → area', {
    a: ['average', 'line again'],
    b: ['average', 'again third'],
    c: ['average', 'a b'],
    r: ['area', 'c', part]
  }),
  caseOf('smooth twice → average → area', {
    s: ['smooth', 'line'],
    t: ['smooth', 'again'],
    a: ['average', 's t'],
    r: ['area', 'a', part]
  }),
  caseOf('rebin → area', { r: ['rebin', 'line', { width: 2 }], a: ['area', 'r', part] }),
  caseOf('rebin → fit', { r: ['rebin', 'line', { width: 1.3 }], f: ['fit', 'r', oneLine] }),
  caseOf('rebin → moments', { r: ['rebin', 'line', { width: 1 }], m: ['moments', 'r'] }),
  caseOf('rebin → normalise', { r: ['rebin', 'line', { width: 2 }], n: ['normalise', 'r'] }),
  caseOf('stitch → area of the scaled part', {
    s: ['stitch', 'low high'],
    a: ['area', 's', { range: [9631, 9645] }]
  }),
  caseOf('stitch → fit', { s: ['stitch', 'low high'], f: ['fit', 's', twoLines] }),
  caseOf('stitch, grids apart → fit', {
    s: ['stitch', 'low highBetween'],
    f: ['fit', 's', twoLines]
  }),
  caseOf('normalise → stitch → fit', {
    n: ['normalise', 'low', { range: [9619, 9629] }],
    o: ['normalise', 'high', { range: [9619, 9629] }],
    s: ['stitch', 'n o'],
    f: ['fit', 's', twoLines]
  }),
  caseOf('stitch → moments', { s: ['stitch', 'low high'], m: ['moments', 's'] }),
  caseOf('stitch → normalise → moments', {
    s: ['stitch', 'low high'],
    n: ['normalise', 's'],
    m: ['moments', 'n']
  }),
  caseOf('stitch → rebin → area', {
    s: ['stitch', 'low high'],
    r: ['rebin', 's', { width: 2 }],
    a: ['area', 'r', { range: [9631, 9645] }]
  }),
  caseOf('stitch → background', {
    s: ['stitch', 'low high'],
    b: [
      'background',
      's',
      {
        model: 'constant',
        include: [
          [9600, 9608],
          [9645, 9650]
        ]
      }
    ]
  }),
  caseOf('stitch, grids apart → area', {
    s: ['stitch', 'low highBetween'],
    a: ['area', 's', { range: [9621, 9645] }]
  })
];

/** Chains that fit, smooth or subtract. */
export const modelChains = [
  caseOf('background → area', {
    b: ['background', 'line', constant],
    a: ['area', 'b', { range: [9608, 9631] }]
  }),
  caseOf('background → moments', {
    b: ['background', 'line', lines],
    m: ['moments', 'b', { range: [9608, 9631] }]
  }),
  caseOf('background → fit', {
    b: ['background', 'line', constant],
    f: ['fit', 'b', { model: 'gaussian', set: { center: 9619, sigma: 2.5 } }]
  }),
  caseOf('background → normalise', {
    b: ['background', 'line', constant],
    n: ['normalise', 'b', { range: [9608, 9631] }]
  }),
  caseOf('background → normalise → moments', {
    b: ['background', 'line', constant],
    n: ['normalise', 'b', { range: [9608, 9631] }],
    m: ['moments', 'n', { range: [9608, 9631] }]
  }),
  caseOf('background → smooth → area', {
    b: ['background', 'line', constant],
    s: ['smooth', 'b'],
    a: ['area', 's', part]
  }),
  caseOf('background twice → difference', {
    b: ['background', 'line', constant],
    c: ['background', 'moved', constant],
    d: ['difference', 'b c']
  }),
  caseOf('background → background', {
    b: [
      'background',
      'two',
      {
        model: 'constant',
        include: [
          [9600, 9608],
          [9645, 9650]
        ]
      }
    ],
    c: [
      'background',
      'b',
      {
        model: 'constant',
        include: [
          [9600, 9606],
          [9647, 9650]
        ]
      }
    ]
  }),
  caseOf('smooth → area', { s: ['smooth', 'line'], a: ['area', 's', part] }),
  caseOf('smooth → moments', { s: ['smooth', 'line'], m: ['moments', 's'] }),
  caseOf('smooth → fit', { s: ['smooth', 'line'], f: ['fit', 's', oneLine] }),
  caseOf('smooth → smooth', { s: ['smooth', 'line'], t: ['smooth', 's'] }),
  caseOf('smooth → difference with itself', {
    s: ['smooth', 'line'],
    d: ['difference', 'line s']
  }),
  caseOf('smooth → normalise', { s: ['smooth', 'line'], n: ['normalise', 's'] }),
  caseOf('despike → area', { d: ['despike', 'line'], a: ['area', 'd', part] }),
  caseOf('despike → fit', { d: ['despike', 'line'], f: ['fit', 'd', oneLine] }),
  caseOf('difference → area', { d: ['difference', 'line moved'], a: ['area', 'd', part] }),
  caseOf('difference → smooth → area', {
    d: ['difference', 'line moved'],
    s: ['smooth', 'd'],
    a: ['area', 's', part]
  }),
  caseOf('difference → fit', {
    d: ['difference', 'two line'],
    f: ['fit', 'd', { model: 'gaussian', set: { center: 9634, sigma: 3 } }]
  }),
  caseOf('difference, grids apart → area', {
    d: ['difference', 'moved between'],
    a: ['area', 'd', part]
  })
];

/** Chains on energies, dead time and maps. */
export const otherChains = [
  caseOf('deadTime → area', { d: ['deadTime', 'line', tau], a: ['area', 'd', part] }),
  caseOf('deadTime → normalise → moments', {
    d: ['deadTime', 'line', tau],
    n: ['normalise', 'd'],
    m: ['moments', 'n']
  }),
  caseOf('deadTime → fit', { d: ['deadTime', 'line', tau], f: ['fit', 'd', oneLine] }),
  caseOf('energyAxis → moments', { e: ['energyAxis', 'arms'], m: ['moments', 'e'] }),
  caseOf('calibrate → moments', { c: ['calibrate', 'line', foundLines], m: ['moments', 'c'] }),
  caseOf('calibrate → fit', { c: ['calibrate', 'line', foundLines], f: ['fit', 'c', oneLine] }),
  caseOf('calibrate → moments, crossings', {
    c: ['calibrate', 'line', foundLines],
    m: ['moments', 'c', { threshold: 0.4, ends: 'crossings' }]
  }),
  caseOf('calibrate both → difference', {
    c: ['calibrate', 'line again', foundLines],
    d: ['difference', 'c']
  }),
  caseOf('calibrate one → difference', {
    c: ['calibrate', 'line', foundLines],
    d: ['difference', 'c again']
  }),
  caseOf('calibrate → background', {
    c: ['calibrate', 'line', foundLines],
    b: ['background', 'c', { model: 'linear', exclude: [[9608, 9631]] }]
  }),
  caseOf('shift → normalise → fit', {
    s: ['shift', 'line', measuredShift],
    n: ['normalise', 's'],
    f: ['fit', 'n', oneLine]
  }),
  caseOf('shift → moments', { c: ['shift', 'line', measuredShift], m: ['moments', 'c'] }),
  caseOf('elastic → calibrate → moments', {
    e: [
      'elastic',
      'elastic1 elastic2 elastic3 line',
      { energies: [9605, 9620, 9635], calibrate: true }
    ],
    m: ['moments', 'e']
  }),
  caseOf('elastic → calibrate → difference', {
    e: [
      'elastic',
      'elastic1 elastic2 elastic3 line',
      { energies: [9605, 9620, 9635], calibrate: true }
    ],
    d: ['difference', 'e again']
  }),
  caseOf('crop → totalYield → area', {
    c: ['crop', 'map', { emission: [8632, 8640] }],
    y: ['totalYield', 'c'],
    a: ['area', 'y']
  }),
  caseOf('normaliseMap → cut → area', {
    n: ['normaliseMap', 'map weak'],
    c: ['cut', 'n', { type: 'CIE', at: 9661, width: 2 }],
    a: ['area', 'c']
  }),
  caseOf('mapDifference → cut → area', {
    d: ['mapDifference', 'map mapAgain'],
    c: ['cut', 'd', { type: 'CEE', at: 8636, width: 3 }],
    a: ['area', 'c']
  }),
  caseOf('cut → average', {
    c: ['cut', 'map', { type: 'CIE', at: 9661, width: 3 }],
    a: ['average', 'c']
  }),
  caseOf('cut → rebin → area', {
    c: ['cut', 'map', { type: 'CIE', at: 9661, width: 3 }],
    r: ['rebin', 'c', { width: 1.5 }],
    a: ['area', 'r']
  }),
  caseOf('cut → fit', {
    c: ['cut', 'map', { type: 'CIE', at: 9661, width: 1 }],
    f: ['fit', 'c', { model: 'gaussian+constant', set: { center: 8636, sigma: 2 } }]
  }),
  caseOf('overlapping cuts → difference', {
    c: ['cut', 'map', { type: 'CIE', at: 9661, width: 2 }],
    o: ['cut', 'map', { type: 'CIE', at: 9662, width: 2 }],
    d: ['difference', 'c o']
  }),
  caseOf('lineCut, interpolated → area', {
    c: [
      'lineCut',
      'map',
      { fromIncident: 9658.3, fromEmission: 8631.2, toIncident: 9663.7, toEmission: 8640.9 }
    ],
    a: ['area', 'c']
  }),
  caseOf('herfd: average → normalise → area', {
    a: ['average', 'herfd herfdAgain'],
    n: ['normalise', 'a', { range: [9675, 9690] }],
    r: ['area', 'n', { range: [9655, 9668] }]
  })
];
