import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { FileDialog } from '@jupyterlab/filebrowser';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import { loneScanDocument } from '../analysis/document/index.js';
import type { IRename } from '../analysis/rename.js';
import { ComputeClient } from '../compute/client.js';
import type { IComputeDocument } from '../compute/types.js';
import { createComputeWorker } from '../compute/workerfactory.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import {
  AnalysisBinding,
  isScanPath,
  nameOfAdded,
  readTarget,
  ReadFailures,
  renameOf,
  RenameWatch,
  resolveFrom,
  ScanWatch,
  stampOf
} from '../documents/index.js';
import { Delayed } from '../lifecycle/index.js';
import { ReaderClient } from '../io/index.js';
import { createReaderWorker } from '../io/workerfactory.js';
import { AnalysisModel, modelKeys, type ModelChange, type ModelScan } from '../model/index.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import { StaleNotice } from '../widgets/stalenotice.js';
import { XESViewer, type IViewerOptions } from '../widgets/viewer.js';
import '../../style/viewer.css';
import { accessOf } from './access.js';
import { actionCommands, analysisFactory } from './ids.js';
import { KeptViews } from './keptviews.js';
import { loggedDeliveries, loggedWorker } from './roomlogs.js';
import { viewerSettings, type ViewerSettings } from './settings.js';
import type { Vitals } from './vitals.js';

/** What the application offers to the documents. */
export interface IAssemblyOptions {
  app: JupyterFrontEnd;
  diagnostics: IDiagnostics;
  docManager: IDocumentManager;
  state: IStateDB | null;
  registry: ISettingRegistry | null;
  vitals: Vitals;
}

type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;

/** Puts together what a document is made of: model, viewer, watch. Loaded with the first one. */
export class DocumentAssembly {
  constructor(private _options: IAssemblyOptions) {
    const { app, diagnostics, registry, state, vitals } = _options;
    const { contents, serverSettings } = app.serviceManager;
    this._views = new KeptViews(state);
    this._watch = new ScanWatch(contents, accessOf(app));
    this._settings = viewerSettings(registry);
    void diagnostics.guard({ doing: 'Loading the settings' }, () => this._lookAtSettings());
    const crashed = (doing: string, module: string) => (error: Error, path: string | null) => {
      // a read that failed is told of by its document
      if (path === null || module === 'compute') {
        void diagnostics.report(error, { doing, module, ...(path === null ? {} : { path }) });
      }
    };
    const io = diagnostics.module('io');
    this.reader = new ReaderClient({
      target: path => readTarget(contents, serverSettings, path),
      stamp: path => stampOf(contents, path),
      createWorker: loggedWorker(createReaderWorker, io, 'reader'),
      onCrash: crashed('Reading a scan', 'io')
    });
    this.compute = new ComputeClient({
      reader: loggedDeliveries(this.reader, io),
      createWorker: loggedWorker(
        createComputeWorker,
        diagnostics.module('compute'),
        'compute worker'
      ),
      onCrash: crashed('Computing', 'compute')
    });
    vitals.watchWorkers(this.reader, this.compute);
    // before any document follows it: what was read is known by its new path then
    contents.fileChanged.connect((_, change) => {
      const rename = renameOf(change);
      if (rename) {
        this.compute.renamed(rename.from, rename.to);
      }
    });
  }

  private _views: KeptViews;
  private _watch: ScanWatch;
  private _settings: ViewerSettings;
  private _stale = new StaleNotice(paths => this._save(paths));

  /** One reader, and so one worker, for all documents. */
  readonly reader: ReaderClient;
  /** One compute worker for all documents. */
  readonly compute: ComputeClient;

  /** A scan by itself: read-only, its view kept under its path. */
  scan(widget: XESDocumentWidget): void {
    const { app, diagnostics } = this._options;
    const context = contextOf(widget);
    const model = new AnalysisModel({ ...this._computing(widget) });
    this._show(widget, model, {});
    const load = async () => {
      await this._settings.ready;
      const { path } = context;
      const kept = await this._views.find(path);
      if (!widget.isDisposed) {
        const document = kept?.document ?? loneScanDocument(path, this._settings.view);
        model.load(document, kept?.edited);
      }
    };
    const read = () => void diagnostics.guard(where('Reading the scan', context), load);
    const keep = () => this._views.keep(context.path, model);
    const view = widget.owned.add(
      new Delayed(1000, () => void diagnostics.guard(where('Keeping the view', context), keep))
    );
    model.changed.connect((_: AnalysisModel, change: ModelChange) => {
      if (change.document) {
        view.schedule();
      }
    });
    const follow = (rename: IRename) =>
      void diagnostics.guard(where('Following a rename', context), () => {
        model.relocate(rename, path => path);
        view.schedule();
      });
    widget.owned.add(new RenameWatch(app.serviceManager.contents, context, follow));
    read();
  }

  /** An analysis: its document names the scans. */
  analysis(widget: XESDocumentWidget): void {
    const { app, diagnostics } = this._options;
    const { contents } = app.serviceManager;
    const context = contextOf(widget);
    const resolve = (path: string) => resolveFrom(contents, context.path, path);
    const model = new AnalysisModel({ ...this._computing(widget), resolve });
    const add = (paths: readonly string[]) =>
      model.addScans(
        paths.filter(isScanPath).map(path => nameOfAdded(contents, context.path, path))
      );
    this._show(widget, model, {
      addScans: add,
      onAddScans: () =>
        void diagnostics.guard(where('Adding scans', context), () => this._ask(add)),
      resolveDrop: paths => void add(paths)
    });
    const stale = this._stale;
    const isStale = () => stale.update();
    const binding = new AnalysisBinding(context, model, diagnostics, contents, isStale);
    widget.owned.add(stale.follow(widget.owned.add(binding)));
    widget.flush = () => binding.flush();
  }

  /** Save open analyses; what goes wrong JupyterLab says itself. */
  private _save(paths: readonly string[]): void {
    const { diagnostics, docManager } = this._options;
    for (const path of paths) {
      const widget = docManager.findWidget(path, analysisFactory);
      widget?.context.save().catch((error: unknown) => {
        diagnostics.log('warning', `Not saved: ${String(error)}`, { doing: 'Saving', path });
      });
    }
  }

  private _show(
    widget: XESDocumentWidget,
    model: AnalysisModel,
    actions: Pick<IViewerOptions, 'addScans' | 'onAddScans' | 'resolveDrop'>
  ): XESViewer {
    const { diagnostics } = this._options;
    const settings = this._settings;
    const path = () => widget.context.path;
    const preferences = () => settings.current;
    const viewer = new XESViewer({ model, diagnostics, path, preferences, ...actions });
    viewer.actionsChanged.connect(this._onActionsChanged, this);
    settings.changed.connect(viewer.refresh, viewer);
    widget.place(model, viewer);
    this._options.vitals.watchDocument(widget, model, viewer);
    const watch = widget.owned.add(
      this._watch.watch({
        path: () => model.active?.path ?? null,
        others: () => model.scans.filter(wasRead).map(({ path: scan }) => scan),
        isVisible: () => widget.isVisible,
        changed: () => model.active && model.reload(model.active.id)
      })
    );
    model.changed.connect((_, change) => {
      if (isAboutReading(model, change)) {
        watch.begin();
      }
    });
    widget.owned.add(new ReadFailures(model, diagnostics, path, accessOf(this._options.app)));
    return viewer;
  }

  /** What is computed of a document, and how wide its first cuts are. */
  private _computing(widget: XESDocumentWidget): { compute: IComputeDocument; cutSteps(): number } {
    return {
      compute: this.compute.open({ path: () => widget.context.path }),
      cutSteps: () => this._settings.current.cutSteps
    };
  }

  /** Said once: the assembly is made once, with the first document. */
  private async _lookAtSettings(): Promise<void> {
    await this._settings.ready;
    const { failure } = this._settings;
    if (failure !== null) {
      const text = `The settings can't be loaded, so the defaults are used: ${failure}`;
      this._options.diagnostics.log('warning', text);
    }
  }

  /** The toolbar's buttons ask again what can be done. */
  private _onActionsChanged(): void {
    const { commands } = this._options.app;
    actionCommands
      .filter(id => commands.hasCommand(id))
      .forEach(id => commands.notifyCommandChanged(id));
  }

  private async _ask(add: (paths: readonly string[]) => unknown): Promise<void> {
    const { docManager } = this._options;
    const result = await FileDialog.getOpenFiles({
      manager: docManager,
      title: 'Add Scans',
      filter: model => (isScanPath(model.name) ? { score: 1 } : null)
    });
    add((result.value ?? []).map(model => model.path));
  }
}

/** The model factories of both documents make text models. */
function contextOf(widget: XESDocumentWidget): TextContext {
  return widget.context as TextContext;
}

function where(doing: string, context: TextContext) {
  return { doing, path: context.path };
}

/** Files that were read, or were to be: a change of them is of interest. */
function wasRead({ state }: ModelScan): boolean {
  return state === 'ready' || state === 'failed' || state === 'released';
}

/** Whether another scan may be shown, or one was read. */
function isAboutReading(model: AnalysisModel, { view, paths, keys }: ModelChange): boolean {
  return (
    !!(view || paths) || keys.has(modelKeys.scans) || model.scans.some(({ id }) => keys.has(id))
  );
}
