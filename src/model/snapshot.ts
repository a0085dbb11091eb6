import { scanOf } from '../analysis/document/index.js';
import type { EnergyExtent } from '../formats/scanfacts.js';
import type { AnalysisModel } from './analysismodel.js';
import type { ShownItem } from './shown.js';

/**
 * What a model holds and shows, as JSON: scans, steps with their outcomes, what is ticked, selected, active and drawn,
 * kind, channel, view, axes in eV, whether the map is preliminary, cuts and line cuts with the lengths of their curves, how many changes can be undone and redone, and
 * which.
 */
export function snapshot(model: AnalysisModel | null) {
  const { map, axes, shown, selected } = model?.view ?? {
    map: null,
    axes: null,
    shown: [],
    selected: []
  };
  return {
    scans: (model?.scans ?? []).map(({ id, path, state, facts, error }) => ({
      id,
      path,
      label: model?.labelOfRef({ id }) ?? id,
      state,
      ...readChoiceOf(model, id),
      entries: facts?.entries ?? [],
      kind: facts?.kind ?? null,
      channels: (facts?.channels ?? []).map(({ name, kind }) => ({ name, kind })),
      error: error && { code: error.code, message: error.message }
    })),
    steps: (model ? model.document.steps : []).map(step => stepState(model, step)),
    shown: shown.map(({ id }) => id),
    selected: selected.map(({ id }) => id),
    active: model?.activeRef ?? null,
    drawn: (model?.shown ?? []).map(drawnState),
    history: model?.history ?? { undo: 0, redo: 0 },
    historyLabels: model?.historyLabels ?? { undo: null, redo: null },
    settled: model?.isSettled ?? true,
    preliminary: model?.isPreliminary ?? false,
    failure: model?.failure && { code: model.failure.code, message: model.failure.message },
    kind: model?.kind ?? null,
    channel: model?.channel?.name ?? null,
    view: map && {
      ...map,
      axes,
      active: model?.activeRef?.id ?? null,
      channel: model?.channel?.name ?? null
    },
    axes: {
      incident: range(model?.active?.facts?.incident),
      emission: range(model?.channel?.emission)
    },
    maps: (model?.mapsShown.maps ?? []).map(one => ({
      key: one.key,
      label: one.label,
      isActive: one.isActive,
      limits: model?.colorLimitsOf(one) ?? null,
      error: one.error
    })),
    cuts: (model?.cuts ?? []).map(({ id, type, at, width }) => ({
      id,
      type,
      at,
      width,
      points: model?.profile(id).curve?.energy.length ?? 0
    })),
    lineCuts: (model?.lineCuts ?? []).map(({ id, from, to, width }) => ({
      id,
      from,
      to,
      width,
      points: model?.profile(id).curve?.energy.length ?? 0
    })),
    bytes: model?.active?.cost?.bytes ?? 0
  };
}

/** Which scan of its file it is, and what its arrays are said to be; null where the file says it. */
function readChoiceOf(model: AnalysisModel | null, id: string) {
  const { entry = null, columns = null } = (model && scanOf(model.document, id)) ?? {};
  return { entry, columns };
}

type Entry = AnalysisModel['document']['steps'][number];

function stepState(model: AnalysisModel | null, { id, step, from, parameters, off }: Entry) {
  const outcome = model?.outcome(id) ?? null;
  const items = model?.items({ id }) ?? [];
  return {
    id,
    step,
    label: model?.labelOfRef({ id }) ?? id,
    from,
    parameters,
    ...(off ? { off } : {}),
    outcome: outcome?.state ?? 'waiting',
    outputs: (outcome?.outputs ?? []).map(({ name }) => name),
    items: items.map(({ key, state, error }) => ({ key, state, error })),
    numbers: Object.fromEntries(items.map(({ key, numbers }) => [key, numbers])),
    error: outcome?.error ?? items.find(({ error }) => error)?.error ?? null
  };
}

/** A curve or a map that is drawn: the ticked results, and the active one. */
function drawnState({ ref, key, label, color, value, isStale, isActive, state, error }: ShownItem) {
  return {
    ref,
    key,
    label,
    color,
    kind: value?.kind ?? null,
    axis: value?.kind === 'spectrum' ? value.axis : null,
    points: value?.kind === 'spectrum' ? value.energy.length : null,
    isStale,
    isActive,
    state,
    error
  };
}

function range(extent: EnergyExtent | null | undefined) {
  return extent ? { ...extent, unit: 'eV' } : null;
}
