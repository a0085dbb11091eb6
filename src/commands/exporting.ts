import { copyIcon, downloadIcon } from '@jupyterlab/ui-components';
import type { Contents } from '@jupyterlab/services';
import { asRef } from '../analysis/document/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { CommandIDs } from './ids.js';
import { requireText, textSchema } from './arguments.js';
import { oneOf, rowsIn, rowsSchema } from './documentarguments.js';
import { figureSchema, lookIn } from './figurearguments.js';
import type { Args, ArgumentSchema, CommandRegistrar } from './registrar.js';

const places = ['folder', 'download'] as const;
const rowKinds = ['shown', 'selected'] as const;
const rowsArgument: ArgumentSchema = {
  enum: [...rowKinds],
  description: 'Which results to export if no ids are given; absent: all shown ones.'
};

/** Commands that export data: to files, and to the clipboard. */
export function addExporting(
  to: CommandRegistrar,
  { contents, diagnostics }: { contents: Contents.IManager; diagnostics: IDiagnostics }
): void {
  to.add(CommandIDs.export, 'Exporting', {
    label: 'Export…',
    icon: downloadIcon,
    caption: values =>
      to.reason('Export Data', 'exportData', values) ||
      'Export Data: curves, maps and numbers as CSV, NeXus or columns',
    isEnabled: values => to.can('exportData', values),
    args: {
      ids: rowsSchema,
      refs: rowsSchema,
      rows: rowsArgument,
      path: {
        ...textSchema,
        description:
          'Of the file, from the folder of the document; it ends in .csv, .nxs or .dat, of a figure in .svg, .pdf or .png. Where there is one already it gets a number. Without it, it is asked for.'
      },
      to: { enum: [...places], description: 'Beside the document (without it), or a download.' },
      ...figureSchema
    },
    run: async values => {
      const { model, widget } = await to.loadedOf(values);
      const { askAndExport, exportAs, exportingFrom } = await import('./askexport.js');
      const { path } = widget.context;
      const from = exportingFrom(contents, model, path);
      if (values.path === undefined) {
        const later = (work: () => Promise<unknown>) =>
          void diagnostics.guard({ doing: 'Exporting', path }, work);
        return askAndExport(from, {
          rows: rowsOf(values),
          named: rowsGiven(values)?.map(asRef),
          later
        });
      }
      const place = values.to === undefined ? 'folder' : oneOf(values, 'to', places);
      const target = requireText(values, 'path', 'a path');
      return exportAs(from, rowsGiven(values), target, place, lookIn(values));
    }
  });
  to.add(CommandIDs.copyTable, 'Copying a table', {
    label: 'Copy as Table',
    icon: copyIcon,
    caption: values =>
      to.reason('Copy as Table', 'exportData', values) ||
      'Copy as Table: the curves and tables with all of their digits, for a spreadsheet',
    isEnabled: values => to.can('exportData', values),
    args: { ids: rowsSchema, refs: rowsSchema, rows: rowsArgument },
    run: async values => {
      const { model } = await to.loadedOf(values);
      const { copyTable } = await import('./askexport.js');
      return copyTable(model, rowsGiven(values), rowsOf(values));
    }
  });
}

function rowsOf(values: Args): (typeof rowKinds)[number] {
  return values.rows === undefined ? 'shown' : oneOf(values, 'rows', rowKinds);
}

function rowsGiven(values: Args) {
  return values.ids === undefined && values.refs === undefined ? undefined : rowsIn(values);
}
