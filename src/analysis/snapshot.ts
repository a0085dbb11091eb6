import { axisValues, type PointAxis } from '../science/pointaxis.js';
import { extent } from '../science/statistics.js';
import type { AnalysisModel } from './model.js';
import { curveAlong } from './profiles.js';

/** What a model shows, as JSON: scans, kind, channel, view, axes in eV, cuts with their lengths. */
export function snapshot(model: AnalysisModel | null) {
  const map = model?.map ?? null;
  return {
    scans: (model?.scans ?? []).map(({ path, state, scan, error }) => ({
      path,
      state,
      kind: scan?.kind ?? null,
      error: error && { code: error.code, message: error.message }
    })),
    failure: model?.failure && { code: model.failure.code, message: model.failure.message },
    kind: model?.kind ?? null,
    channel: model?.channel?.name ?? null,
    view: model?.view ?? null,
    axes: {
      incident: range(model?.active?.scan?.incident),
      emission: range(model?.channel?.emission)
    },
    cuts: (model?.cuts ?? []).map(one => ({
      ...one,
      points: (map && curveAlong(map, one)?.energy.length) ?? 0
    })),
    bytes: model?.active?.cost?.bytes ?? 0
  };
}

function range(axis?: PointAxis | null) {
  const found = axis ? extent(axisValues(axis)) : null;
  return found && { min: found[0], max: found[1], unit: 'eV' };
}
