import { originsOf } from '../../analysis/origins.js';
import type { AnySource, Provenance } from '../../analysis/output/provenance.js';
import type { Ref } from '../../analysis/document/types.js';
import type { Item } from '../../analysis/evaluate/index.js';
import { itemsOf } from '../../analysis/evaluate/selection.js';
import { warningOfItem, shownLabel } from '../../analysis/titles.js';
import { XESError } from '../../base/errors.js';
import type { Scan } from '../../formats/scan.js';
import { armOf } from '../documentvalues.js';
import type { Evaluated } from '../evaluation.js';
import { provenanceOf } from '../provenance.js';
import type { Call } from './call.js';
import { evaluateLocated, tableOf, type LocatedDocument } from './recipes.js';

/** The results that a Ref of a document refers to, and their origin. */
export interface EvaluatedRef extends Evaluated {
  ref: Ref;
  /** Items with a result. */
  items: readonly Item[];
  /** Its title in lists. */
  title: string;
  provenance: Provenance;
  /** All files that it was computed from. */
  files: readonly string[];
  /** The only scan that it was computed from; null if there are several, or it has no file. */
  scan: Scan | null;
}

/**
 * Evaluate a single Ref.
 * @throws XESError why there is no result, `table/unknown`, `cli/interrupted`
 */
export async function evaluatedRef(
  placed: LocatedDocument,
  ref: Ref,
  call: Call
): Promise<EvaluatedRef> {
  const { document } = placed;
  const evaluated = await evaluateLocated(placed, [ref], call);
  const { nodes, sources } = evaluated;
  const all = itemsOf(nodes, ref);
  const items = all.filter(({ part, value }) => part || value);
  if (items.length === 0) {
    throw failed(placed, evaluated, ref, all);
  }
  const parts = items.map(({ key, value }) => {
    const kind = value?.kind === 'map' ? ('map' as const) : ('spectrum' as const);
    return { ref, key, kind, channel: armOf(sources, ref, key) };
  });
  const { scans, process } = originsOf(document, nodes, parts, document.view.map.view);
  const entries = document.scans.filter(({ id }) => scans.includes(id));
  const files = entries.flatMap(({ id }) => placed.files.get(id) ?? []);
  const handed = entries.flatMap((scan): AnySource[] => {
    const digest = tableOf(scan);
    return digest === null ? [] : [{ file: `${scan.label ?? scan.id} (handed over, ${digest})` }];
  });
  const provenance = await provenanceOf(files, process, call.context);
  return {
    ...evaluated,
    ref,
    items,
    title: shownLabel(document, ref, items[0].key, items.length === 1),
    provenance: { ...provenance, sources: [...provenance.sources, ...handed] },
    files,
    scan: scans.length === 1 ? (sources.get(scans[0])?.scan ?? null) : null
  };
}

function failed(
  { document }: LocatedDocument,
  { nodes }: Evaluated,
  ref: Ref,
  items: readonly Item[]
): XESError {
  const node = nodes.get(ref.id);
  const item = items.find(({ error }) => error);
  const error = item?.error ?? node?.outcome.error;
  if (!error) {
    return new XESError('step/input', `There is nothing of "${ref.id}": it has no such item.`);
  }
  const { message } = warningOfItem(document, error, item?.key ?? ref.id, node?.inputs ?? []);
  return new XESError(error.code, message);
}
