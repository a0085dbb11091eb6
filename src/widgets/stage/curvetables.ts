import type { SpectrumAxis } from '../../analysis/steps/values.js';
import type { DrawnSpectrum, DrawnTable } from '../../compute/types.js';
import { writtenAxis } from '../../base/writtenaxis.js';
import type { MapCut } from '../../analysis/linecuts.js';
import { otherEnergy } from '../../analysis/mapplane.js';
import { planeShown, type AnalysisModel } from '../../model/index.js';
import type { CurveData, ICurve } from '../../plots/index.js';
import { labelOfCut } from '../profiles/cutlabel.js';
import type { IShownTable } from './contents.js';

/** Column titles of the energies of a curve. */
const columnNames: Readonly<Record<SpectrumAxis, string>> = {
  emission: 'emission',
  incident: 'incident',
  transfer: 'transfer',
  line: 'distance'
};

const known = new WeakMap<CurveData, DrawnTable>();

/**
 * The numbers of curves, a table each: an alternative to the plot for those who can't see it. The
 * same curve has the same table.
 */
export function curveTables(curves: readonly Pick<ICurve, 'label' | 'data'>[]): IShownTable[] {
  return curves.map(({ label, data }) => ({ label, table: tableOf(data) }));
}

/**
 * The profiles along the cuts of the displayed map, if any. @param others curves that already have
 * a table.
 */
export function profileTables(
  model: AnalysisModel,
  others: readonly Pick<ICurve, 'label'>[]
): IShownTable[] {
  const { cuts, lineCuts } = model;
  const labels = new Set(others.map(({ label }) => label));
  const profiles = [...cuts, ...lineCuts].map(cut => ({
    label: labelOfCut(model, cut),
    data: asSeen(model, cut, model.profile(cut.id).curve)
  }));
  return curveTables(profiles.filter(hasCurve).filter(({ label }) => !labels.has(label)));
}

const turned = new WeakMap<DrawnSpectrum, { at: number; data: DrawnSpectrum }>();

/**
 * The profile of a CIE cut over Δ, if the map is over Δ; the same curve returns the same object.
 */
function asSeen(
  model: AnalysisModel,
  cut: MapCut,
  curve: DrawnSpectrum | null
): DrawnSpectrum | null {
  if (!curve || cut.type !== 'CIE' || planeShown(model) !== 'transfer') {
    return curve;
  }
  const { at } = cut;
  const before = turned.get(curve);
  if (before?.at === at) {
    return before.data;
  }
  const { energy, intensity, sigma, counts } = curve;
  const data: DrawnSpectrum = {
    ...curve,
    axis: 'transfer',
    // ascending, as in exported files
    energy: energy.map(value => otherEnergy('transfer', at, value)).reverse(),
    intensity: intensity.slice().reverse(),
    sigma: sigma.slice().reverse(),
    ...(counts ? { counts: counts.slice().reverse() } : {})
  };
  turned.set(curve, { at, data });
  return data;
}

function hasCurve<T extends { data: DrawnSpectrum | null }>(
  profile: T
): profile is T & { data: DrawnSpectrum } {
  return profile.data !== null;
}

function tableOf(data: CurveData): DrawnTable {
  const before = known.get(data);
  if (before) {
    return before;
  }
  const { axis, counts, energy, intensity, sigma, unit } = data;
  const table: DrawnTable = {
    kind: 'table',
    columns: [
      { name: columnNames[axis], unit: 'eV', values: writtenAxis(energy, axis) },
      { name: 'intensity', unit: unit ?? '', values: intensity },
      ...(sigma.some(Number.isFinite)
        ? [{ name: 'intensity_sigma', unit: unit ?? '', values: sigma }]
        : []),
      ...(counts ? [{ name: 'counts', unit: '', values: counts }] : [])
    ]
  };
  known.set(data, table);
  return table;
}
