import type { ICommandPalette } from '@jupyterlab/apputils';
import type { CommandRegistry } from '@lumino/commands';
import type { IDiagnostics } from '../diagnostics/types.js';
import { addCode, type ICodeOptions } from './code.js';
import { addCollecting, type ICollectingOptions } from './collecting.js';
import { addEditing } from './editing.js';
import { addEntries } from './entries.js';
import { addExporting } from './exporting.js';
import { addLooking } from './looking.js';
import { addPanels } from './panels.js';
import { CommandRegistrar } from './registrar.js';
import { addResults } from './results.js';
import { addSeries } from './series.js';
import { addViewing } from './viewing.js';

export * from './opening.js';

export interface IDocumentCommandsOptions extends ICollectingOptions, ICodeOptions {
  commands: CommandRegistry;
  diagnostics: IDiagnostics;
  palette: ICommandPalette | null;
}

/** All commands of open documents. */
export function addDocumentCommands(options: IDocumentCommandsOptions): void {
  const { commands, diagnostics, tracker, palette } = options;
  const to = new CommandRegistrar(commands, diagnostics, tracker, palette);
  addLooking(to);
  addExporting(to, options);
  addEditing(to);
  addEntries(to);
  addSeries(to);
  addViewing(to);
  addPanels(to);
  addCollecting(to, options);
  addResults(to);
  addCode(to, options);
}
