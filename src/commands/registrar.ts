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
  /** The tooltip; empty for the label. */
  caption?: (args: Args) => string;
  run: (args: Args) => unknown;
  /** JSON Schemas of the arguments, by name. */
  args?: Record<string, ArgumentSchema>;
  /** Names of the arguments that must be given. */
  required?: readonly string[];
  /** Whether the palette has it, or the arguments that it has it with. */
  inPalette?: boolean | readonly ReadonlyJSONObject[];
}

/** A document, the viewer of it and what that shows. */
export interface IPlaced {
  readonly widget: XESDocumentWidget;
  readonly viewer: XESViewer;
  readonly model: AnalysisModel;
}

/** A command that works on a model whose document is there. */
export interface IModelCommand extends Omit<ICommand, 'run'> {
  run: (args: Args, model: AnalysisModel, placed: IPlaced) => unknown;
}

/** Adds commands, each through the guard: an error ends in the log, never in JupyterLab. */
export class CommandRegistrar {
  constructor(
    private _commands: CommandRegistry,
    private _diagnostics: IDiagnostics,
    private _tracker: DocumentTracker,
    private _palette: ICommandPalette | null
  ) {}

  /** @param doing what it does, for the log. */
  add(id: string, doing: string, options: ICommand): void {
    const { run, args = {}, required = [], isEnabled, isVisible, isToggled, ...rest } = options;
    const { label, caption, inPalette = true, ...others } = rest;
    const where = (values: Args) => ({ doing, path: this._pathOf(values) });
    // JupyterLab asks these at any time, and opens nothing more where one of them throws
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
        const values = given ?? {}; // another extension may hand over null
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

  /** Add a command that works on the model of the viewer, once its document is there: what is changed before is lost. */
  addOnModel(id: string, doing: string, { run, ...options }: IModelCommand): void {
    this.add(id, doing, {
      ...options,
      run: async values => {
        const placed = await this.loadedOf(values);
        return run(values, placed.model, placed);
      }
    });
  }

  /** The document of a toolbar's button, else the current one. */
  documentOf({ widget }: Args): XESDocumentWidget | null {
    return typeof widget === 'string'
      ? (this._tracker.find(({ id }) => id === widget) ?? null)
      : this._tracker.currentWidget;
  }

  /**
   * The document that is current now, once its viewer is there: of a tab that was just opened the code may still be
   * on its way.
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
   * As `placedOf`, once its document is read: what is changed before is lost.
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

  /** What an action does, and why it can't be done now; empty where it can. */
  reason(what: string, action: ViewerAction, values: Args): string {
    const isOpen = this.documentOf(values) !== null;
    return !isOpen || this.can(action, values) ? '' : `${what}: ${whyNot[action]}`;
  }

  private _pathOf(values: Args): string | undefined {
    try {
      return this.documentOf(values)?.context.path;
    } catch {
      return undefined; // the guarded work meets the same, and reports it
    }
  }
}
