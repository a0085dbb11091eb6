import {
  dependents,
  isSameRef,
  refText,
  stepOf,
  type Id,
  type Ref
} from '../../../analysis/document/index.js';
import type { AnalysisModel } from '../../../model/index.js';
import type { Catalog } from '../catalog.js';
import { rowKinds } from '../choices.js';

/** A spectrum that can be chosen from a list. */
export interface ISpectrumChoice {
  /** `refText` of it. */
  readonly key: string;
  readonly ref: Ref;
  readonly label: string;
}

/** Most rows offered in a list. */
const mostOffered = 500;

/**
 * The spectra among rows, individually: a step that works on each of several inputs has as many.
 * Maps, tables, scans of maps and scans that can't be read are left out; a scan that is not read
 * yet may be a spectrum.
 * @param catalog null until it is loaded: results of steps then count as spectra.
 */
export function spectraOf(
  model: AnalysisModel,
  catalog: Catalog | null,
  refs: readonly Ref[]
): readonly Ref[] {
  const kinds = rowKinds(model, catalog ?? new Map(), refs);
  const failed = new Set(model.scans.filter(({ error }) => error !== null).map(({ id }) => id));
  const found = refs
    .filter(({ id }, i) => !failed.has(id) && (kinds[i].kinds?.includes('spectrum') ?? true))
    .flatMap(ref => itemsOf(model, ref));
  return [...new Map(found.map(ref => [refText(ref), ref])).values()];
}

function itemsOf(model: AnalysisModel, ref: Ref): readonly Ref[] {
  const { id, output } = ref;
  const items = stepOf(model.document, id) ? model.items(ref) : [];
  return items.length > 1
    ? items.map(({ key }) => ({ id, only: [key], ...(output === undefined ? {} : { output }) }))
    : [ref];
}

/** Spectra as choices of a list: the first of many. @param chosen is always included. */
export function choicesOf(
  model: AnalysisModel,
  refs: readonly Ref[],
  chosen: Ref | null
): readonly ISpectrumChoice[] {
  const first = refs.slice(0, mostOffered);
  const isMissing = chosen && !first.some(ref => isSameRef(ref, chosen));
  return [...(isMissing ? [chosen] : []), ...first].map(ref => ({
    key: refText(ref),
    ref,
    label: model.labelOfRef(ref)
  }));
}

/** The initial reference: the active row if among them, or else the first. */
export function firstReference(model: AnalysisModel, refs: readonly Ref[]): Ref | null {
  const active = model.activeRef;
  const isActive = (ref: Ref) =>
    active !== null &&
    ref.id === active.id &&
    (active.only === undefined || refText(ref) === refText(active));
  return refs.find(isActive) ?? refs.at(0) ?? null;
}

/**
 * What steps could be compared with instead: their inputs, then all other spectra that do not
 * depend on them.
 */
export function possibleReferences(
  model: AnalysisModel,
  catalog: Catalog | null,
  ids: readonly Id[],
  inputs: readonly Ref[]
): readonly Ref[] {
  const { scans, steps } = model.document;
  const following = new Set(ids.flatMap(id => [id, ...dependents(steps, id)]));
  const rows = [...scans, ...steps].map(({ id }): Ref => ({ id }));
  const others = catalog
    ? spectraOf(model, catalog, rows.filter(({ id }) => !following.has(id)).slice(0, mostOffered))
    : [];
  return [...new Map([...inputs, ...others].map(ref => [refText(ref), ref])).values()];
}
