import {
  idOf,
  idsAfter,
  most,
  nextId,
  stepStem,
  takenIds,
  type AnalysisDocument,
  type Id,
  type MapView,
  type Ref,
  type StepEntry,
  type StepParameters,
  type View
} from '../analysis/document/index.js';
import { XESError } from '../science/errors.js';

type Document = AnalysisDocument;

export function withScans(document: Document, paths: readonly string[]): Document {
  const known = new Set(document.scans.map(({ path }) => path));
  const added = [...new Set(paths)].filter(path => !known.has(path));
  if (added.length === 0) {
    return document;
  }
  const count = document.scans.length + added.length;
  if (count > most.scans) {
    throw tooMany('scans', count);
  }
  const next = idsAfter(takenIds(document), 's');
  const scans = [...document.scans, ...added.map(path => ({ id: next(), path }))];
  const first: Ref = { id: scans[0].id };
  const view = document.view.active
    ? document.view
    : { ...document.view, active: first, shown: [first] };
  return changed(document, { scans, view });
}

export function without(document: Document, ids: readonly Id[]): Document {
  const gone = new Set(ids);
  const user = document.steps.find(
    ({ id, from }) => !gone.has(id) && from.some(source => gone.has(idOf(source)))
  );
  if (user) {
    throw new XESError('step/input', `Step "${user.id}" works on it: change or remove that first.`);
  }
  const scans = document.scans.filter(({ id }) => !gone.has(id));
  const steps = document.steps.filter(({ id }) => !gone.has(id));
  const keep = (refs: readonly Ref[]) => refs.filter(({ id }) => !gone.has(id));
  const { view } = document;
  const index = document.scans.findIndex(({ id }) => id === view.active?.id);
  const isActiveGone = view.active !== null && gone.has(view.active.id);
  const before = document.scans.slice(0, index).filter(({ id }) => !gone.has(id)).length;
  const next = scans[Math.min(before, scans.length - 1)];
  const active = isActiveGone ? (next ? { id: next.id } : null) : view.active;
  const shown = keep(view.shown);
  return changed(document, {
    scans,
    steps,
    view: {
      ...view,
      active,
      shown: isActiveGone && active && shown.length === 0 ? [active] : shown,
      selected: keep(view.selected),
      map: isActiveGone ? { ...view.map, zoom: null } : view.map
    }
  });
}

export type NewStep = Omit<StepEntry, 'id'> & { id?: Id };

export function withStep(document: Document, entry: NewStep): { document: Document; id: Id } {
  const id = entry.id ?? nextId(takenIds(document), stepStem(entry.step));
  if (takenIds(document).has(id)) {
    throw new XESError(
      'step/parameter',
      `There is a scan or step "${id}" already. Choose another id.`
    );
  }
  if (document.steps.length >= most.steps) {
    throw tooMany('steps', document.steps.length + 1);
  }
  const steps = [...document.steps, { ...entry, id }];
  return { id, document: changed(document, { steps }) };
}

export function withParameters(document: Document, id: Id, parameters: StepParameters): Document {
  const steps = document.steps.map(step => (step.id === id ? { ...step, parameters } : step));
  return changed(document, { steps });
}

export function withView(document: Document, patch: Partial<View>): Document {
  return { ...document, view: { ...document.view, ...patch } };
}

export function withMap(document: Document, patch: Partial<MapView>): Document {
  return withView(document, { map: { ...document.view.map, ...patch } });
}

/** Its scans named otherwise. @param names new names by old ones. */
export function renamed(document: Document, names: ReadonlyMap<string, string>): Document {
  const isSame = document.scans.every(({ path }) => (names.get(path) ?? path) === path);
  return isSame
    ? document
    : {
        ...document,
        scans: document.scans.map(scan => ({ ...scan, path: names.get(scan.path) ?? scan.path }))
      };
}

function tooMany(name: 'scans' | 'steps', count: number): XESError {
  return new XESError(
    'analysis/too-large',
    `An analysis can hold ${most[name]} ${name}, not ${count}. Divide it into several analyses.`
  );
}

function changed(document: Document, patch: Partial<Document>): Document {
  const after: { -readonly [K in keyof Document]: Document[K] } = { ...document, ...patch };
  delete after.results;
  return after;
}
