import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { copyIcon } from '@jupyterlab/ui-components';
import type { Contents } from '@jupyterlab/services';
import { codeForms, type CodeForm } from '../analysis/code/types.js';
import { XESError } from '../base/errors.js';
import { insertCode, namesMade, showCell } from '../documents/notebookcell.js';
import { folderOf, relativeTo, resolveFrom } from '../documents/paths.js';
import type { AnalysisModel, CodeChoice } from '../model/index.js';
import { CommandIDs } from './ids.js';
import { CodeWriter } from './codewriter.js';
import { UsedNotebooks } from './usednotebooks.js';
import { oneOf, rowsIn, rowsSchema } from './documentarguments.js';
import type { Args, ArgumentSchema, CommandRegistrar } from './registrar.js';

const rowKinds = ['selected', 'all'] as const;

const args: Record<string, ArgumentSchema> = {
  ids: rowsSchema,
  refs: rowsSchema,
  rows: {
    enum: [...rowKinds],
    description: 'Where no ids are given: what is selected, or (without it) the whole analysis.'
  },
  form: {
    enum: [...codeForms],
    description:
      'With this package (xes, without it), or with h5py, numpy, lmfit and matplotlib alone.'
  }
};

export interface ICodeOptions {
  app: JupyterFrontEnd;
  docManager: IDocumentManager;
  contents: Contents.IManager;
}

/** Commands that write results as Python code. */
export function addCode(to: CommandRegistrar, { app, docManager, contents }: ICodeOptions): void {
  const notebooks = new UsedNotebooks(app, docManager);
  const writer = new CodeWriter();
  const written = async (
    values: Args,
    model: AnalysisModel,
    path: string,
    target: string,
    taken: readonly string[] = []
  ) => {
    const { codeOfRows } = await writer.load();
    return codeOfRows(model, {
      ...choiceOf(values),
      taken,
      pathOf: scan => relativeTo(contents, target, resolveFrom(contents, path, scan.path))
    });
  };
  const whyNot = (values: Args) => whyNotCode(writer, to.documentOf(values)?.model, values);
  const look = (what: string) => ({
    args,
    label: (values: Args) => `${what} (${formNames[formOf(values)]})${withReason(whyNot(values))}`,
    caption: (values: Args) =>
      whyNot(values)?.message ?? `${what}: code that makes the results again`,
    isEnabled: (values: Args) => whyNot(values) === null,
    inPalette: codeForms.map(form => ({ form }))
  });
  to.addOnModel(CommandIDs.copyAsPython, 'Copying code', {
    ...look('Copy as Python'),
    icon: copyIcon,
    run: async (values, model, { widget }) => {
      const { path } = widget.context;
      const { text } = await written(values, model, path, path);
      Clipboard.copyToSystem(text);
      Notification.success('Copied as Python.', { autoClose: 3000 });
      return { text };
    }
  });
  to.addOnModel(CommandIDs.insertAsCode, 'Inserting code', {
    ...look('Insert as Code'),
    run: async (values, model, { widget }) => {
      const { path } = widget.context;
      // check first: without code no notebook is opened
      await written(values, model, path, path);
      const place = notebooks.last ?? (await notebooks.create(folderOf(contents, path)));
      const first = await written(values, model, path, place.path);
      // variables already defined in the notebook are not overwritten
      const taken = namesMade(place, first.text);
      const { text } = await written(values, model, path, place.path, taken);
      const cell = insertCode(place, text);
      notebooks.show(place);
      await showCell(place, cell);
      return { text, notebook: place.path, cell };
    }
  });
}

const formNames: Record<CodeForm, string> = { xes: 'xes', plain: 'numpy, lmfit' };

function formOf({ form }: Args): CodeForm {
  return codeForms.find(item => item === form) ?? 'xes';
}

function choiceOf(values: Args): Omit<CodeChoice, 'pathOf'> {
  const isNamed = values.ids !== undefined || values.refs !== undefined;
  const rows = values.rows === undefined ? 'all' : oneOf(values, 'rows', rowKinds);
  const form = values.form === undefined ? 'xes' : oneOf(values, 'form', codeForms);
  return { rows: isNamed ? rowsIn(values) : rows, form };
}

/**
 * Why the rows can't be written as code; null if they can, as far as known before the writer is
 * loaded.
 */
function whyNotCode(
  writer: CodeWriter,
  model: AnalysisModel | null | undefined,
  values: Args
): XESError | null {
  return model
    ? (writer.loaded?.whyNotCode(model, choiceOf(values)) ?? null)
    : new XESError('command/no-viewer', 'No viewer is open. Open a scan first.');
}

/** Longest name in a label, characters. */
const maxNameLength = 30;

/** Menus show no captions: the label of a disabled item includes the reason. */
function withReason(reason: XESError | null): string {
  const { what } = (reason?.details ?? {}) as { what?: unknown };
  if (typeof what !== 'string') {
    return '';
  }
  return `: not “${what.length > maxNameLength ? `${what.slice(0, maxNameLength)}…` : what}”`;
}
