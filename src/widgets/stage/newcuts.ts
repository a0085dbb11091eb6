import { cutStep, newCut, roundedEnergy } from '../../analysis/cutplaces.js';
import { asSource } from '../../analysis/document/index.js';
import { lineParameters } from '../../analysis/linecuts.js';
import type { AnalysisModel } from '../../model/index.js';
import { planeOfMap } from '../../plots/index.js';
import type { MapPoint } from '../../science/linecut.js';
import type { CutType } from '../../science/map.js';

/**
 * Add a cut at an informative place. @param steps its width in steps of the energy it holds
 * constant.
 */
export function addCut(model: AnalysisModel, type: CutType, steps: number): void {
  const { map, cuts, view } = model;
  if (map) {
    const plane = planeOfMap(map, view.map);
    model.addCut(newCut(map, type, steps, cuts, view.map.zoom, plane));
  }
}

/**
 * Add a cut along a drawn line: a band of measured cells, not values interpolated between them.
 * @param steps its width, in the larger step of the two axes.
 */
export function addLine(
  model: AnalysisModel | undefined,
  from: MapPoint,
  to: MapPoint,
  steps: number
): void {
  const map = model?.map;
  if (!model || !map) {
    return;
  }
  const step = Math.max(cutStep(map, 'CIE'), cutStep(map, 'CEE'));
  const rounded = ({ incident, emission }: MapPoint): MapPoint => ({
    incident: roundedEnergy(incident, step),
    emission: roundedEnergy(emission, step)
  });
  const width = roundedEnergy(steps * step, step);
  const parameters = lineParameters({ from: rounded(from), to: rounded(to), width });
  const home = model.cutHome;
  model.addStep({ step: 'lineCut', parameters, ...(home ? { from: [asSource(home)] } : {}) });
}
