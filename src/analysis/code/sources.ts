import { sampleIds, scanOf, stepOf } from '../document/lookup.js';
import { scansId } from '../document/ids.js';
import type { Id, ItemKey, Ref } from '../document/types.js';
import { channelKey, originOf, outputKey, ownerOf, withoutOutput } from '../evaluate/itemkeys.js';
import type { Step } from '../steps/step.js';
import type { ValueKind } from '../steps/values.js';
import type { Demand } from './demand.js';
import { isScanSource, type PlannedStep, type Source } from './planned.js';
import { kindOfScan } from './scankind.js';
import type { CodeRequest } from './types.js';

/** A plan under construction. */
export interface Planning {
  readonly request: CodeRequest;
  readonly done: Map<Id, PlannedStep>;
  /** The inputs that disabled steps pass on. */
  readonly passedOn: Map<Id, readonly Source[]>;
}

/** The wanted sources of a reference. */
export function sourcesOf(planning: Planning, ref: Ref, wanted: Demand): Source[] {
  const { only, except, output } = ref;
  if (!stepOf(planning.request.document, ref.id)) {
    return scanSources(planning, ref, wanted);
  }
  const keys = wanted === 'all' ? null : new Set([...wanted].map(withoutOutput));
  const isIncluded = (key: ItemKey) =>
    (!only || only.includes(key)) && !except?.includes(key) && (!keys || keys.has(key));
  const handed = planning.passedOn.get(ref.id);
  if (handed) {
    return handed.filter(({ key }) => isIncluded(key));
  }
  const step = planning.done.get(ref.id);
  const of = output === undefined ? {} : { output };
  return (step?.items ?? []).flatMap((key, index): Source[] =>
    step && isIncluded(key) ? [{ key: outputKey(key, output), step, index, ...of }] : []
  );
}

/** As `scanInputs` of `evaluate`. */
function scanSources({ request: { document } }: Planning, ref: Ref, wanted: Demand): Source[] {
  const ids = ref.id === scansId ? sampleIds(document) : [ref.id];
  const keysOf = (id: Id) =>
    wanted === 'all'
      ? [channelKey(id, ref.channel)]
      : [...wanted].filter(key => ownerOf(key) === id);
  return ids.flatMap(id => {
    const scan = scanOf(document, id);
    return keysOf(id).flatMap(key => {
      const channel = originOf(key).channel;
      return scan && isChannelMeant(ref, key, id, channel)
        ? [{ key, scan, channel: channel ?? ref.channel ?? null }]
        : [];
    });
  });
}

function isChannelMeant(
  { channel, only, except }: Ref,
  key: ItemKey,
  id: Id,
  own: string | null
): boolean {
  const names = [key, id];
  return (
    (channel === undefined || own === null || own === channel) &&
    (!only || only.some(item => names.includes(item))) &&
    !except?.some(item => names.includes(item))
  );
}

/** Whether a step accepts a source: among all scans, those it does not accept are skipped. */
export function isTaken(planning: Planning, source: Source, ref: Ref, { takes }: Step): boolean {
  const kind = kindOf(planning, source);
  return ref.id !== scansId || kind === null || takes.includes(kind) || takes.includes('scan');
}

/** The kind of a source as input of a step; null if not known. */
export function kindOf({ request }: Planning, source: Source): ValueKind | null {
  if (isScanSource(source)) {
    return kindOfScan(request.facts, source.scan.id, source.channel);
  }
  return source.output === undefined ? source.step.step.gives : null;
}
