import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import { writeDocument, type AnalysisDocument } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { exists } from '../documents/exists.js';
import { newAnalysis } from '../documents/newanalysis.js';
import { isAnalysisPath } from '../documents/pathkinds.js';
import { folderOf } from '../documents/paths.js';
import {
  backTo,
  notebookPanel,
  placeBeside,
  Preview,
  type Embed,
  type IHeld,
  type IKernelHost
} from './index.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import type { DocumentTracker } from '../widgets/tracker.js';
import { checkFile } from '../documents/openfiles.js';
import { xesIcon } from '../widgets/icon.js';
import { analysisFactory, scanFactory } from '../documents/factories.js';
import type { INotebooksOptions } from './notebookoptions.js';
import { settingsOf } from '../settings/index.js';
import { preferredView } from '../widgets/preferences.js';

/** What the page does for the kernel of a notebook. */
export class KernelHost implements IKernelHost {
  constructor(
    private _options: INotebooksOptions,
    private _embed: Embed,
    private _context: DocumentRegistry.Context
  ) {}

  get path(): string {
    return this._context.path;
  }

  get contents() {
    return this._options.app.serviceManager.contents;
  }

  current(): IHeld | null {
    const { tracker } = this._options;
    const { currentWidget: last } = tracker;
    return last?.isVisible ? last : (tracker.find(({ isVisible }) => isVisible) ?? last);
  }

  inSight(): IHeld | null {
    const preview = this._preview;
    return preview?.isVisible ? preview : (this.current() ?? preview);
  }

  exists(path: string): Promise<boolean> {
    return exists(this.contents, path);
  }

  lookAtFile(context: object): Promise<void> {
    return checkFile(context);
  }

  async open(path: string): Promise<XESDocumentWidget> {
    const { docManager, tracker } = this._options;
    const factory = isAnalysisPath(path) ? analysisFactory : scanFactory;
    this._beside(options => docManager.openOrReveal(path, factory, undefined, options));
    const widget = tracker.find(({ context }) => context.path === path);
    await widget?.revealed;
    if (!widget) {
      throw new XESError('file/not-found', `${path} could not be opened.`);
    }
    return widget;
  }

  async create(): Promise<XESDocumentWidget> {
    notebookPanel(this._options.app, this._context); // fails before an unnecessary file is created
    const settings = settingsOf(this._options.registry);
    await settings.ready;
    const folder = folderOf(this.contents, this.path);
    return this.open(await newAnalysis(this.contents, folder, preferredView(settings.current)));
  }

  preview(data: unknown, title: string): void {
    const { app } = this._options;
    let preview = this._preview;
    if (preview) {
      preview.display(data, title);
      const notebook = notebookPanel(app, this._context);
      const wasCurrent = app.shell.currentWidget === notebook;
      app.shell.activateById(preview.id);
      backTo(app, notebook, wasCurrent);
      return;
    }
    this._beside(options => {
      preview = new Preview({
        embed: this._embed,
        path: () => this.path,
        save: document => this._save(document, title, made)
      });
      const made = preview;
      made.title.icon = xesIcon;
      try {
        made.display(data, title);
      } catch (error) {
        made.dispose();
        throw error;
      }
      previews.set(this._context, made);
      app.shell.add(made, 'main', options);
      app.shell.activateById(made.id);
    });
  }

  async run(command: string, args: ReadonlyPartialJSONObject): Promise<unknown> {
    this._commands ??= await this._load();
    const result: unknown = await this._commands.execute(command, args);
    return result;
  }

  private get _preview(): Preview | null {
    const preview = previews.get(this._context);
    return preview && !preview.isDisposed ? preview : null;
  }

  /** Open something next to the notebook, which stays active. */
  private _beside(open: (options: DocumentRegistry.IOpenOptions) => void): void {
    const { app, tracker } = this._options;
    const notebook = notebookPanel(app, this._context);
    const wasCurrent = app.shell.currentWidget === notebook;
    const viewers: Widget[] = [];
    tracker.forEach(entry => viewers.push(entry));
    const { _preview: preview } = this;
    if (preview) {
      viewers.push(preview);
    }
    open(placeBeside(notebook, viewers));
    backTo(app, notebook, wasCurrent);
  }

  private _save(document: AnalysisDocument, title: string, preview: Preview): void {
    const { diagnostics } = this._options;
    const save = async () => {
      const name = title.replace(/[^\w.-]+/g, ' ').trim() || 'Result';
      const folder = folderOf(this.contents, this.path);
      const path = await freePath(text => this.exists(text), folder, name);
      const content = writeDocument(document);
      await this.contents.save(path, { type: 'file', format: 'text', content });
      await this.open(path);
      preview.dispose();
    };
    const where = { doing: 'Saving as an analysis', path: this.path };
    void diagnostics.guard(where, () =>
      save().catch((error: unknown) => {
        preview.say(error);
        throw error;
      })
    );
  }

  /** The viewer's commands, with errors going to the kernel instead of the log. */
  private async _load(): Promise<CommandRegistry> {
    const { app, diagnostics, docManager, tracker } = this._options;
    const { addDocumentCommands } = await import('../commands/index.js');
    const commands = new CommandRegistry();
    const { contents } = app.serviceManager;
    addDocumentCommands({
      app,
      commands,
      diagnostics: passingOn(diagnostics),
      palette: null,
      docManager,
      contents,
      tracker: withPreview(tracker, () => this._preview)
    });
    return commands;
  }

  private _commands: CommandRegistry | null = null;
}

/** The preview of each notebook's kernel; a new result replaces the old one. */
const previews = new WeakMap<DocumentRegistry.Context, Preview>();

/** A tracker that also finds the preview. */
function withPreview(tracker: DocumentTracker, preview: () => Preview | null): DocumentTracker {
  const find = (isIt: (widget: XESDocumentWidget) => boolean) => {
    const entry = preview() as XESDocumentWidget | null; // kernels' commands use only what both have
    return entry && isIt(entry) ? entry : tracker.find(isIt);
  };
  return Object.create(tracker, { find: { value: find } }) as DocumentTracker;
}

/** Diagnostics whose guards rethrow. */
function passingOn(diagnostics: IDiagnostics): IDiagnostics {
  return Object.create(diagnostics, {
    guard: { value: async <T>(_: unknown, work: () => T | Promise<T>) => work() },
    guardSync: { value: <T>(_: unknown, work: () => T) => work() }
  }) as IDiagnostics;
}

async function freePath(
  isTaken: (path: string) => Promise<boolean>,
  folder: string,
  name: string
): Promise<string> {
  const base = folder === '' || folder.endsWith(':') ? folder + name : `${folder}/${name}`;
  let path = `${base}.xes.json`;
  for (let i = 1; await isTaken(path); i++) {
    path = `${base}-${i}.xes.json`;
  }
  return path;
}
