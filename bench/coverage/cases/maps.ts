import { caseOf } from '../case.js';

/** Steps with maps as results, or with curves of maps. */
export const mapSteps = [
  caseOf('map', { m: ['map', 'map'] }),
  caseOf('mapOfScans', { m: ['mapOfScans', 'emission1 emission2 emission3'] }),
  caseOf('crop', { m: ['crop', 'map', { incident: [9659, 9663], emission: [8632, 8640] }] }),
  caseOf('normaliseMap', { m: ['normaliseMap', 'map alone'] }),
  caseOf('normaliseMap by a weak scan', { m: ['normaliseMap', 'map weak'] }),
  caseOf('mapDifference', { m: ['mapDifference', 'map mapAgain'] }),
  caseOf('cut CIE', { c: ['cut', 'map', { type: 'CIE', at: 9661, width: 1 }] }),
  caseOf('cut CEE', { c: ['cut', 'map', { type: 'CEE', at: 8636, width: 3 }] }),
  caseOf('cut CET', { c: ['cut', 'map', { type: 'CET', at: 1025, width: 1 }] }),
  caseOf('cut, sum', { c: ['cut', 'map', { type: 'CIE', at: 9661, width: 2, value: 'sum' }] }),
  caseOf('lineCut', { c: ['lineCut', 'map', { ...along(), width: 1.5 }] }),
  caseOf('lineCut, interpolated', { c: ['lineCut', 'map', along()] }),
  caseOf('totalYield', { y: ['totalYield', 'map'] }),
  caseOf('pixelEdges', { e: ['pixelEdges', 'map', { axis: 'emission' }] })
];

/** A line that is oblique to the grid. */
function along() {
  return { fromIncident: 9658.3, fromEmission: 8631.2, toIncident: 9663.7, toEmission: 8640.9 };
}
