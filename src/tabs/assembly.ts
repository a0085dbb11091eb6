import type { ReadChoice } from '../formats/mapping/types.js';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { PathExt } from '@jupyterlab/coreutils';
import { FileDialog } from '@jupyterlab/filebrowser';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { Id, Ref } from '../analysis/document/types.js';
import type { Widget } from '@lumino/widgets';
import type { IComputeDocument } from '../compute/types.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import {
  ActiveScanWatch,
  AnalysisBinding,
  AnalysisLook,
  demonstrationBeside,
  exampleNotebooks,
  examplesBeside,
  isReadablePath,
  nameOfAdded,
  ReadFailures,
  resolveFrom,
  ScanBinding,
  ScanWatch,
  ViewStateStore,
  VersionRequests,
  versionOf
} from '../documents/index.js';
import { AnalysisModel, modelKeys, type ModelChange } from '../model/index.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import { addScans } from '../widgets/list/addscans.js';
import { firstDrawing } from '../widgets/firstdrawing.js';
import { confirmRemoval } from '../widgets/removaldialog.js';
import { refocusWhereHidden } from '../widgets/refocus.js';
import { StaleNotice } from '../widgets/stalenotice.js';
import { defaultLayout, type ILayoutStore } from '../widgets/layout/types.js';
import { preferredView } from '../widgets/preferences.js';
import { XESViewer, type IViewerOptions } from '../widgets/viewer.js';
import type { Embed } from '../notebook/liveview.js';
import '../../style/viewer.css';
import { forgetKeyEvents, mendToolbar } from '../workarounds/index.js';
import { pauseSaving } from '../workarounds/pausedsaving.js';
import { loginOf } from '../server/pagelogin.js';
import { AnalysisFiles } from './analysisfiles.js';
import { figureFolder } from './figurefolder.js';
import { actionCommands } from '../commands/ids.js';
import { analysisFactory } from '../documents/factories.js';
import { popOut } from '../widgets/popout.js';
import { openCodeMenu, openRowMenu } from '../commands/rowmenu.js';
import { columnsKeeper } from './columnskeeper.js';
import { schemaSources } from './schemasources.js';
import type { IAddedSchemas } from '../documents/schemas/added.js';
import { settingsOf, type SettingsStore } from '../settings/index.js';
import { addToolbarButtons } from '../commands/toolbar.js';
import { notifyUnreadableView } from './viewnotice.js';
import type { Vitals } from '../health/vitals.js';
import { PanelLayoutStore } from '../widgets/layout/panellayout.js';
import { DocumentWorkers } from './workers.js';

/** The services that documents need. */
export interface IAssemblyOptions {
  app: JupyterFrontEnd;
  diagnostics: IDiagnostics;
  docManager: IDocumentManager;
  state: IStateDB | null;
  registry: ISettingRegistry | null;
  vitals: Vitals;
  /** Facility schemas added by other extensions. */
  schemas: IAddedSchemas;
  /** Registry for the buttons of the viewer's toolbar. */
  toolbars: IToolbarWidgetRegistry | null;
}

type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;

/** Creates the parts of a document: model, viewer, file watch. Loaded with the first document. */
export class DocumentAssembly {
  constructor(private _options: IAssemblyOptions) {
    const { app, diagnostics, registry, state, vitals, schemas } = _options;
    const { contents } = app.serviceManager;
    this._views = new ViewStateStore(state, view => notifyUnreadableView(diagnostics, view));
    const versions = new VersionRequests(path => versionOf(contents, path));
    this._watch = new ScanWatch(contents, loginOf(app), versions);
    this._files = new AnalysisFiles({
      contents,
      login: loginOf(app),
      diagnostics,
      watch: this._watch,
      open: path => void _options.docManager.openOrReveal(path, analysisFactory)
    });
    this._layout = new PanelLayoutStore(state);
    this._settings = settingsOf(registry);
    const sources = schemaSources(app, this._settings, schemas);
    this._workers = new DocumentWorkers(
      app,
      diagnostics,
      versions,
      sources,
      columnsKeeper(contents, registry)
    );
    vitals.watchWorkers(this._workers);
    if (_options.toolbars) {
      addToolbarButtons(_options.toolbars, app.commands);
    }
  }

  private _views: ViewStateStore;
  private _watch: ScanWatch;
  private _files: AnalysisFiles;
  private _settings: SettingsStore;
  private _workers: DocumentWorkers;
  private _layout: PanelLayoutStore;
  private _stale = new StaleNotice(paths => this._save(paths));

  /** Start reading a scan that will be shown. */
  expect({ context, owned }: XESDocumentWidget): void {
    owned.add(this._workers.compute.expect(context.path));
  }

  /** A scan: read-only, its view stored under its path. */
  scan(widget: XESDocumentWidget): void {
    const { app, diagnostics } = this._options;
    const model = new AnalysisModel(this._computing(widget));
    this.expect(widget);
    this._show(widget, model, {});
    const binding = new ScanBinding({
      context: widget.context,
      model,
      diagnostics,
      contents: app.serviceManager.contents,
      views: this._views,
      preferred: async () => {
        await this._settings.ready;
        return preferredView(this._settings.current);
      }
    });
    widget.owned.add(binding);
  }

  /** An analysis: its document names the scans. */
  analysis(widget: XESDocumentWidget): void {
    const { app, diagnostics } = this._options;
    const { contents } = app.serviceManager;
    const context = contextOf(widget);
    const resolve = (path: string) => resolveFrom(contents, context.path, path);
    const model = new AnalysisModel({ ...this._computing(widget), resolve });
    const named = (path: string) =>
      isReadablePath(path) ? nameOfAdded(contents, context.path, path) : null;
    const add = (paths: readonly string[], choice?: ReadChoice) =>
      addScans(model, paths, named, choice);
    const addOnce = async (paths: readonly string[]) => {
      await model.editable();
      add(paths);
    };
    this._show(widget, model, {
      addScans: add,
      onAddScans: () =>
        void diagnostics.guard(where('Adding scans', context), () =>
          this._chooseScans(model, context.path, addOnce)
        ),
      beginnings: {
        addDemonstration: () =>
          void diagnostics.guard(where('Adding the demonstration scan', context), async () => {
            await addOnce([await demonstrationBeside(contents, context.path)]);
          }),
        openExamples: () =>
          void diagnostics.guard(where('Opening the examples', context), async () => {
            const first = await examplesBeside(contents, context.path, exampleNotebooks);
            this._options.docManager.openOrReveal(first);
          })
      },
      resolveDrop: addOnce
    });
    const stale = this._stale;
    const isStale = () => stale.update();
    const binding = new AnalysisBinding(context, model, diagnostics, contents, isStale);
    pauseSaving(context, loginOf(app)); // a scan's context can't be saved in any case
    widget.owned.add(stale.follow(widget.owned.add(binding)));
    widget.owned.add(new AnalysisLook({ context, model, diagnostics, views: this._views }));
    widget.flush = () => binding.flush();
    this._files.follow(widget, context, () => binding.flush());
  }

  /** A document without a file: in a notebook's cell output, or next to the notebook. */
  readonly embed: Embed = ({ document, path, isVisible, owned }) => {
    const { app, diagnostics, vitals } = this._options;
    const { contents } = app.serviceManager;
    const settings = this._settings;
    const model = new AnalysisModel({
      compute: this._workers.compute.open({ path }),
      cutSteps: () => settings.current.cutSteps,
      resolve: name => resolveFrom(contents, path(), name)
    });
    const viewer = new XESViewer({
      model,
      diagnostics,
      path,
      folder: figureFolder(contents, path),
      preferences: () => settings.current,
      liveWorkers: () => this._workers.live,
      layoutStore: closedPanels()
    });
    settings.changed.connect(viewer.refresh, viewer);
    owned.defer(() => forgetKeyEvents(app.commands));
    const widget = {
      context: {
        get path() {
          return path();
        }
      },
      get isVisible() {
        return isVisible();
      },
      owned
    };
    vitals.watchDocument(widget, model, viewer);
    owned.add(new ActiveScanWatch(this._watch, model, isVisible));
    model.load(document);
    void firstDrawing(model, owned).then(() => viewer.fillPanels());
    return { model, viewer };
  };

  /** Save open analyses; JupyterLab shows failures itself. */
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
    actions: Pick<IViewerOptions, 'addScans' | 'onAddScans' | 'beginnings' | 'resolveDrop'>
  ): void {
    const { diagnostics } = this._options;
    const settings = this._settings;
    const path = () => widget.context.path;
    const preferences = () => settings.current;
    const liveWorkers = () => this._workers.live;
    const layoutStore = this._layout;
    const { app } = this._options;
    const { commands, shell } = app;
    const options = {
      model,
      diagnostics,
      path,
      folder: figureFolder(app.serviceManager.contents, path),
      preferences,
      liveWorkers,
      layoutStore,
      columns: this._workers.columns,
      confirmRemoval,
      popOut: (plot: Widget, title: string) => popOut(shell, widget, plot, title),
      onRowMenu: (ref: Ref, at: { x: number; y: number }) =>
        openRowMenu(commands, { widget, model, askColumns: id => viewer.askColumns(id) }, ref, at),
      onCodeMenu: (id: Id, at: { x: number; y: number }) =>
        openCodeMenu(commands, widget.id, id, at)
    };
    const viewer: XESViewer = new XESViewer({ ...options, ...actions });
    viewer.actionsChanged.connect(this._onActionsChanged, this);
    settings.changed.connect(viewer.refresh, viewer);
    model.changed.connect(this._onModelChanged, this);
    refocusWhereHidden(viewer.node, widget.owned);
    widget.place(model, viewer);
    widget.owned.add(mendToolbar(widget.toolbar.node));
    widget.forget = () => forgetKeyEvents(commands);
    void firstDrawing(model, widget.owned).then(() => widget.drawn.resolve());
    this._options.vitals.watchDocument(widget, model, viewer);
    const isVisible = () => widget.isVisible;
    widget.owned.add(new ActiveScanWatch(this._watch, model, isVisible));
    widget.owned.add(new ReadFailures(model, diagnostics, path, loginOf(this._options.app)));
  }

  /** The compute client of a document, and the width of its first cuts. */
  private _computing(widget: XESDocumentWidget): { compute: IComputeDocument; cutSteps(): number } {
    return {
      compute: this._workers.compute.open({ path: () => widget.context.path }),
      cutSteps: () => this._settings.current.cutSteps
    };
  }

  /** Update the state of the toolbar's buttons. */
  private _onActionsChanged(): void {
    const { commands } = this._options.app;
    actionCommands
      .filter(id => commands.hasCommand(id))
      .forEach(id => commands.notifyCommandChanged(id));
  }

  /** The name of the next undo may have changed. */
  private _onModelChanged(_: AnalysisModel, { keys }: ModelChange): void {
    if (keys.has(modelKeys.history)) {
      this._onActionsChanged();
    }
  }

  private async _chooseScans(
    model: AnalysisModel,
    path: string,
    add: (paths: readonly string[]) => Promise<void>
  ): Promise<void> {
    const { app, docManager } = this._options;
    const isOnDisk = app.serviceManager.contents.driveName(path) === '';
    await model.editable(); // before the user chooses files that can't be added
    const result = await FileDialog.getOpenFiles({
      manager: docManager,
      title: 'Add Scans',
      // folders too: without a score they could not be opened
      filter: ({ type, name }) =>
        type === 'directory' || isReadablePath(name) ? { score: 1 } : null,
      ...(isOnDisk ? { defaultPath: PathExt.dirname(path) } : {})
    });
    const files = (result.value ?? []).filter(({ type }) => type !== 'directory');
    await add(files.map(file => file.path));
  }
}

/** A cell is low and narrow: its panels start closed. */
function closedPanels(): ILayoutStore {
  const { list, inspector } = defaultLayout;
  let layout = {
    ...defaultLayout,
    list: { ...list, isOpen: false },
    inspector: { ...inspector, isOpen: false }
  };
  return { load: () => layout, save: changed => (layout = changed) };
}

/** The model factories of both documents make text models. */
function contextOf(widget: XESDocumentWidget): TextContext {
  return widget.context as TextContext;
}

function where(doing: string, context: TextContext) {
  return { doing, path: context.path };
}
