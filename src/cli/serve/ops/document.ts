import { readDocument, documentOfJSON } from '../../../analysis/document/read.js';
import {
  addScans,
  addStep,
  remove,
  rename,
  setFrom,
  setOff,
  setShown,
  setStep,
  stepOf,
  writeDocument,
  type AnalysisDocument,
  type Dependents,
  type Id,
  type NewScan
} from '../../../analysis/document/index.js';
import { requireStep } from '../../../analysis/steps/registry.js';
import { XESError } from '../../../base/errors.js';
import type { Call } from '../call.js';
import type { Fields } from '../fields.js';

/** A document of any version, from text or JSON, in the current version. */
export function readOf({ fields }: Call) {
  const text = fields.textOr('text', null);
  const document = text === null ? documentOfJSON(fields.raw('document')) : readDocument(text);
  return { document };
}

/** A document as written by the viewer. */
export function writeOf({ fields }: Call) {
  return { text: writeDocument(documentOfJSON(fields.raw('document'))) };
}

/**
 * A document after an edit, with the ids of added entries.
 * @throws XESError as the edit, `step/unknown`, `step/parameter`
 */
export function editOf({ fields }: Call) {
  const document = documentOfJSON(fields.raw('document'));
  const edit = fields.within('edit');
  const name = edit.text('name');
  const found = edits[name];
  if (!Object.hasOwn(edits, name) || !found) {
    throw new XESError('engine/protocol', `There is no edit "${name}".`);
  }
  return found(document, edit);
}

interface Edited {
  document: AnalysisDocument;
  id?: Id;
  ids?: readonly Id[];
}

const edits: Readonly<Record<string, (document: AnalysisDocument, edit: Fields) => Edited>> = {
  'add-step': (document, edit) => {
    const step = edit.text('step');
    const parameters = parametersOf(edit);
    requireStep(step).complete(parameters);
    return addStep(document, {
      step,
      ...(edit.raw('from') === undefined ? {} : { from: edit.refs('from') }),
      parameters,
      ...given('id', edit.textOr('id', undefined)),
      ...given('label', edit.textOr('label', undefined))
    });
  },
  'set-step': (document, edit) => {
    const id = edit.text('id');
    // null resets to the default
    const given = Object.entries(parametersOf(edit)).map(([name, item]) => [
      name,
      item ?? undefined
    ]);
    const after = setStep(document, id, Object.fromEntries(given) as Record<string, unknown>);
    const entry = stepOf(after, id);
    // a step that is already invalid can still be disabled, or get other inputs
    if (entry && edit.raw('parameters') !== undefined) {
      requireStep(entry.step).complete(entry.parameters);
    }
    const from = edit.raw('from') === undefined ? after : setFrom(after, id, edit.refs('from'));
    return { document: edit.raw('off') === undefined ? from : setOff(from, id, edit.flag('off')) };
  },
  remove: (document, edit) => ({
    document: remove(document, edit.texts('ids'), dependentsOf(edit))
  }),
  // the edit rejects invalid scans
  'add-scans': (document, edit) => addScans(document, edit.list('paths') as (string | NewScan)[]),
  rename: (document, edit) => ({
    document: rename(document, edit.text('id'), edit.textOr('label', null))
  }),
  show: (document, edit) => ({ document: setShown(document, edit.refs('refs')) })
};

function parametersOf(edit: Fields): Readonly<Record<string, unknown>> {
  return edit.raw('parameters') === undefined ? {} : edit.within('parameters').all;
}

function dependentsOf(edit: Fields): Dependents {
  const dependents = edit.textOr('dependents', 'refuse');
  return dependents === 'remove' || dependents === 'detach' ? dependents : 'refuse';
}

function given<K extends string, T>(name: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [key in K]?: T });
}
