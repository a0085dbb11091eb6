import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { CommandRegistry } from '@lumino/commands';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { AnalysisModel } from '../model/index.js';
import { XESError } from '../base/errors.js';
import { whyNot, type ViewerAction } from '../widgets/actions.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import type { XESViewer } from '../widgets/viewer.js';
import type { DocumentTracker } from '../widgets/tracker.js';

/** Arguments of a command, as JSON. */
export type Args = ReadonlyPartialJSONObject;

/** JSON Schema of an argument. */
export type ArgumentSchema = ReadonlyJSONObject;

export interface ICommand extends Omit<
  CommandRegistry.ICommandOptions,
  'execute' | 'describedBy' | 'isEnabled' | 'isVisible' | 'isToggled' | 'label' | 'caption'
> {
  isEnabled?: (args: Args) => boolean;
  isVisible?: (args: Args) => boolean;
  isToggled?: (args: Args) => boolean;
  label?: string | ((args: Args) => string);
  /** The tooltip; empty: the label is used. */
  caption?: (args: Args) => string;
  run: (args: Args) => unknown;
  /** JSON Schemas of the arguments, by name. */
  args?: Record<string, ArgumentSchema>;
  /** Names of the mandatory arguments. */
  required?: readonly string[];
  /** Whether it is in the palette, or the arguments that it has there. */
  inPalette?: boolean | readonly ReadonlyJSONObject[];
}

/** A document, its viewer and the viewer's model. */
export interface IPlaced {
  readonly widget: XESDocumentWidget;
  readonly viewer: XESViewer;
  readonly model: AnalysisModel;
}

/** A command on a model whose document is loaded. */
export interface IModelCommand extends Omit<ICommand, 'run'> {
  run: (args: Args, model: AnalysisModel, placed: IPlaced) => unknown;
}

/** Adds commands that run inside a guard: errors are logged, and never reach JupyterLab. */
export class CommandRegistrar {
  constructor(
    private _commands: CommandRegistry,
    private _diagnostics: IDiagnostics,
    private _tracker: DocumentTracker,
    private _palette: ICommandPalette | null
  ) {}

  /** @param doing its activity, for the log. */
  add(id: string, doing: string, options: ICommand): void {
    const { run, args = {}, required = [], isEnabled, isVisible, isToggled, ...rest } = options;
    const { label, caption, inPalette = true, ...others } = rest;
    const where = (values: Args) => ({ doing, path: this._pathOf(values) });
    // JupyterLab calls these at any time, and opens no further menus if one throws
    const answer = (question?: (values: Args) => boolean) =>
      question &&
      ((given: Args) => {
        const values = given ?? {};
        return this._diagnostics.guardSync(where(values), () => question(values)) ?? false;
      });
    const text = (question: (values: Args) => string) => (given: Args) => {
      const values = given ?? {};
      return this._diagnostics.guardSync(where(values), () => question(values)) ?? id;
    };
    this._commands.addCommand(id, {
      ...others,
      label: typeof label === 'function' ? text(label) : label,
      caption: caption && text(caption),
      isToggleable: isToggled !== undefined,
      isToggled: answer(isToggled),
      isEnabled: answer(isEnabled),
      isVisible: answer(isVisible),
      describedBy: { args: { type: 'object', properties: args, required: [...required] } },
      execute: given => {
        const values = given ?? {}; // another extension may pass null
        return this._diagnostics.guard(where(values), () => run(values));
      }
    });
    if (label && inPalette !== false) {
      const each = inPalette === true ? [undefined] : inPalette;
      each.forEach(given =>
        this._palette?.addItem({ command: id, category: 'X-ray Emission', args: given })
      );
    }
  }

  /**
   * Add a command on the model of the viewer, which runs once its document is loaded: earlier
   * changes would be lost.
   */
  addOnModel(id: string, doing: string, { run, ...options }: IModelCommand): void {
    this.add(id, doing, {
      ...options,
      run: async values => {
        const placed = await this.loadedOf(values);
        return run(values, placed.model, placed);
      }
    });
  }

  /** The document of a toolbar button, else the current one. */
  documentOf({ widget }: Args): XESDocumentWidget | null {
    return typeof widget === 'string'
      ? (this._tracker.find(({ id }) => id === widget) ?? null)
      : this._tracker.currentWidget;
  }

  /**
   * The current document, once its viewer exists: the code of a newly opened tab may still be
   * loading.
   * @throws XESError `command/no-viewer`
   */
  async placedOf(values: Args): Promise<IPlaced> {
    const widget = this.documentOf(values);
    await widget?.filled;
    const { viewer, model } = widget ?? {};
    if (!widget || !viewer || !model) {
      throw new XESError('command/no-viewer', 'No viewer is open. Open a scan first.');
    }
    return { widget, viewer, model };
  }

  /**
   * As `placedOf`, once its document is loaded: earlier changes would be lost.
   * @throws XESError `command/no-viewer`, or why the document could not be read.
   */
  async loadedOf(values: Args): Promise<IPlaced> {
    const placed = await this.placedOf(values);
    await placed.model.editable();
    return placed;
  }

  /** @throws XESError those of `loadedOf` */
  async loadedModelOf(values: Args): Promise<AnalysisModel> {
    return (await this.loadedOf(values)).model;
  }

  can(action: ViewerAction, values: Args): boolean {
    return this.documentOf(values)?.viewer?.can(action) ?? false;
  }

  /** The effect of an action, with the reason if it is disabled; empty if it is enabled. */
  reason(what: string, action: ViewerAction, values: Args): string {
    const isOpen = this.documentOf(values) !== null;
    return !isOpen || this.can(action, values) ? '' : `${what}: ${whyNot[action]}`;
  }

  private _pathOf(values: Args): string | undefined {
    try {
      return this.documentOf(values)?.context.path;
    } catch {
      return undefined; // the guarded work fails in the same way, and reports it
    }
  }
}
