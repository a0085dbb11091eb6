import { isId, nextId, scansId, stepStem } from './ids.js';
import { fields, invalid, listOf } from './invalid.js';
import { isNumber, isRecord, type Fields } from './json.js';
import type { Id, Ref } from './types.js';

/**
 * Version 2 to 3. In version 2 scans had no ids, cuts were a separate list computed from the view's
 * channel, and a step without `from` worked on the previous one. Each cut becomes a step before the
 * others, with the id that its results had.
 */
export function secondToThird(document: Fields): Fields {
  const steps = listOf(document.steps ?? [], 'steps');
  const cuts = listOf(document.cuts ?? [], 'cuts');
  const results = listOf(document.results ?? [], 'results');
  const view = isRecord(document.view) ? document.view : {};
  const channel = channelOf(view);
  const stepIds = new Set(
    steps.flatMap(step => (isRecord(step) && isId(step.id) ? [step.id] : []))
  );
  const scans = withIds(listOf(document.scans, 'scans'), stepIds);
  return {
    type: document.type,
    version: 3,
    scans,
    steps: [
      ...asSteps(cuts.map(readCut), channel, stepIds),
      ...steps.map((step, i) => withSource(step, steps[i - 1]))
    ],
    view: {
      ...activeView(view, scans, channel),
      firstCuts: cuts.length > 0 || steps.length > 0 ? 'own' : 'auto',
      map: mapView(view)
    },
    results: results.map(asDigest)
  };
}

/** Scans with the ids `s1`, `s2`, …, skipping those in use. */
function withIds(scans: readonly unknown[], taken: ReadonlySet<Id>): { id: Id; path: unknown }[] {
  let n = 0;
  return scans.map(scan => {
    do {
      n++;
    } while (taken.has(`s${n}`));
    return { id: `s${n}`, path: fields(scan, 'a scan').path };
  });
}

interface OldCut {
  type: unknown;
  at: number;
  width: number;
}

function readCut(value: unknown): OldCut {
  const { type, at, width } = fields(value, 'a cut');
  const isKnown = type === 'CIE' || type === 'CEE' || type === 'CET';
  if (!isKnown || !isNumber(at) || !isNumber(width) || width < 0) {
    throw invalid('a cut needs "type" (CIE, CEE or CET), "at" and "width" in eV');
  }
  return { type, at, width };
}

/** Cuts as steps, with the ids `cut-1`, `cut-2`, …, and with `-of-view` if a step has that id. */
function asSteps(cuts: readonly OldCut[], channel: string | null, taken: ReadonlySet<Id>) {
  const given = new Set(taken);
  return cuts.map((cut, i) => {
    let id = `cut-${i + 1}`;
    while (given.has(id)) {
      id += '-of-view';
    }
    id = isId(id) ? id : nextId(given, stepStem('cut')); // no id is longer than 64 characters
    given.add(id);
    const parameters = { ...cut, ...(channel === null ? {} : { channel }) };
    return { id, step: 'cut', from: [scansId], parameters };
  });
}

function withSource(step: unknown, before: unknown): unknown {
  if (!isRecord(step) || step.from !== undefined) {
    return step;
  }
  return { ...step, from: [isRecord(before) ? before.id : scansId] };
}

/** The scan that was shown; an index out of range meant the first. */
function activeView(
  { active }: Fields,
  scans: readonly { id: Id }[],
  channel: string | null
): { active: Ref | null; shown: Ref[] } {
  const index = isNumber(active) ? Math.max(0, Math.trunc(active)) : 0;
  const scan = scans.at(index) ?? scans.at(0);
  if (!scan) {
    return { active: null, shown: [] };
  }
  const ref = { id: scan.id, ...(channel === null ? {} : { channel }) };
  return { active: ref, shown: [ref] };
}

function channelOf({ channel }: Fields): string | null {
  return ['upper', 'lower', 'default'].find(name => name === channel) ?? null;
}

function mapView({ colorMap, scale, limits, percentile, zoom }: Fields): Fields {
  return { colorMap, scale, limits, percentile, zoom };
}

/** Digests had names instead of Refs; those of a step are in the order of its items. */
function asDigest(value: unknown): unknown {
  return isRecord(value) ? { ...value, ref: { id: value.step } } : value;
}
