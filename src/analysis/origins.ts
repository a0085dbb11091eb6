import { scanOf, type ItemKey, type Ref } from './document/index.js';
import type { Recipe } from './evaluate/options.js';
import { lineageOf, type Lineage } from './output/lineage.js';
import type { ProcessEntry } from './output/provenance.js';
import { completeFor } from './steps/channels.js';
import { mapStep } from './steps/map.js';
import { spectrumStep } from './steps/spectrum.js';

/** A map or a curve of an analysis. */
export interface ResultPart {
  readonly ref: Ref;
  readonly key: ItemKey;
  readonly kind: 'map' | 'spectrum';
  /** Arm of a scan's map or curve; null if it has none. */
  readonly channel: string | null;
}

/**
 * What maps and curves were computed from: scans by their ids, and steps, including the implicit
 * ones that turn a scan into a map or curve and are in no document.
 * @param plane over which second energy scans are drawn.
 */
export function originsOf(
  document: Recipe,
  nodes: Parameters<typeof lineageOf>[1],
  parts: readonly ResultPart[],
  plane: 'incident' | 'transfer'
): Lineage {
  const keys = parts.map(({ key }) => key);
  const { scans, process } = lineageOf(document, nodes, keys);
  const own = parts.filter(({ ref }) => scanOf(document, ref.id));
  return { scans, process: [...implicitEntries(own, plane), ...process] };
}

/** The implicit steps that turn arms of scans into maps and curves, each once. */
export function implicitEntries(
  parts: readonly Pick<ResultPart, 'kind' | 'channel'>[],
  plane: 'incident' | 'transfer'
): ProcessEntry[] {
  const entries = parts.flatMap(({ kind, channel }) => {
    const step = kind === 'map' ? mapStep : spectrumStep;
    const given = kind === 'map' ? { view: plane } : {};
    return channel === null
      ? []
      : [{ id: kind, step: kind, parameters: completeFor(step, { name: channel }, given) }];
  });
  return [...new Map(entries.map(entry => [JSON.stringify(entry), entry])).values()];
}
