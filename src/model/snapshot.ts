import { scanOf, type ItemKey } from '../analysis/document/index.js';
import type { State } from '../analysis/evaluate/outcome.js';
import type { PartWarning } from '../analysis/steps/part.js';
import { warningOfItem } from '../analysis/titles.js';
import { isBeingWritten } from '../base/beingwritten.js';
import type { DrawnItem } from '../compute/types.js';
import type { EnergyExtent } from '../formats/scanfacts.js';
import type { AnalysisModel } from './analysismodel.js';
import type { ShownItem } from './shown.js';

/**
 * The state of a model, as JSON: scans (and whether each is still running), steps with their
 * outcomes, ticked, selected, active and drawn results, kind, channel, view, axes in eV, whether
 * the map is preliminary, cuts and line cuts with the lengths of their curves, and the number and
 * labels of changes that can be undone and redone. A step whose result does not belong to its
 * present parameters is `pending`, and has no numbers.
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
      running: isBeingWritten(facts?.warnings ?? []),
      channels: (facts?.channels ?? []).map(({ name, kind }) => ({ name, kind })),
      warnings: (facts?.warnings ?? []).map(({ code, message }) => ({ code, message })),
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
    maps: (model?.mapsShown.maps ?? []).map(map => ({
      key: map.key,
      label: map.label,
      isActive: map.isActive,
      limits: model?.colorLimitsOf(map) ?? null,
      error: map.error
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

/** The entry of its file, and the assumed meaning of its arrays; null if the file determines it. */
function readChoiceOf(model: AnalysisModel | null, id: string) {
  const { entry = null, columns = null } = (model && scanOf(model.document, id)) ?? {};
  return { entry, columns };
}

type Entry = AnalysisModel['document']['steps'][number];

function stepState(model: AnalysisModel | null, { id, step, from, parameters, off }: Entry) {
  const outcome = model?.outcome(id) ?? null;
  const items = model?.items({ id }) ?? [];
  const isPending = isPendingResult(model, items);
  const inputs = outcome?.inputs ?? [];
  const about = <T extends Said>(key: ItemKey, said: T) =>
    model ? warningOfItem(model.document, said, key, inputs) : said;
  const failed = items.find(({ error }) => error);
  return {
    id,
    step,
    label: model?.labelOfRef({ id }) ?? id,
    from,
    parameters,
    ...(off ? { off } : {}),
    outcome: stateOf(outcome?.state ?? 'waiting', isPending),
    pending: isPending,
    outputs: (outcome?.outputs ?? []).map(({ name }) => name),
    items: items.map(({ key, state, error }) => ({ key, state, error })),
    numbers: isPending ? {} : Object.fromEntries(items.map(({ key, numbers }) => [key, numbers])),
    warnings: isPending
      ? []
      : items.flatMap(({ key, warnings }) =>
          warnings.map(warning => ({ key, ...about(key, warning) }))
        ),
    error: isPending
      ? null
      : (outcome?.error ?? (failed?.error ? about(failed.key, failed.error) : null))
  };
}

type Said = Pick<PartWarning, 'code' | 'message'>;

/** Whether a displayed result belongs to former parameters or inputs. */
function isPendingResult(model: AnalysisModel | null, items: readonly DrawnItem[]): boolean {
  return model !== null && (!model.isAnswered || items.some(({ isStale }) => isStale));
}

/** The state of a pending step does not depend on its former result. */
function stateOf(state: State, isPending: boolean): State {
  return isPending && (state === 'done' || state === 'partly' || state === 'failed')
    ? 'running'
    : state;
}

/** A drawn curve or map: the ticked results, and the active one. */
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
