import type { ICommandPalette } from '@jupyterlab/apputils';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { IDiagnostics } from '../diagnostics/types.js';

type Args = ReadonlyPartialJSONObject;

/** A command whose code is loaded when it is run. */
export interface ILateCommand extends Pick<
  CommandRegistry.ICommandOptions,
  'label' | 'caption' | 'icon'
> {
  /** Its activity, for the log. */
  doing: string;
  run: (args: Args) => unknown;
  /** Whether it is in menus; absent: always. */
  isVisible?: (args: Args) => boolean;
  /** JSON Schemas of the arguments, by name. */
  args?: ReadonlyJSONObject;
  required?: readonly string[];
  inPalette?: boolean;
}

/** Where to add commands. */
export interface ILateCommands {
  commands: CommandRegistry;
  diagnostics: IDiagnostics;
  palette: ICommandPalette | null;
}

/** Add a command that runs inside a guard: errors are logged, and never reach JupyterLab. */
export function addLateCommand(
  { commands, diagnostics, palette }: ILateCommands,
  id: string,
  { doing, run, isVisible, args = {}, required = [], inPalette = true, ...look }: ILateCommand
): void {
  commands.addCommand(id, {
    ...look,
    describedBy: { args: { type: 'object', properties: args, required: required as string[] } },
    // JupyterLab calls this at any time, and opens no menu if it throws; another extension may pass
    // null
    isVisible: given =>
      !isVisible || (diagnostics.guardSync({ doing }, () => isVisible(given ?? {})) ?? false),
    execute: given => diagnostics.guard({ doing }, () => run(given ?? {}))
  });
  if (inPalette) {
    palette?.addItem({ command: id, category: 'X-ray Emission' });
  }
}
