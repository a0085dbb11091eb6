import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  createToolbarFactory,
  IThemeManager,
  IToolbarWidgetRegistry,
  WidgetTracker
} from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import type { ContentsManager } from '@jupyterlab/services';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { IDiagnostics } from '../diagnostics/types.js';
import { inTurn } from '../documents/sequential.js';
import { ScanContentProvider, scanProviderId } from '../documents/provider.js';
import { ScanModelFactory, scanModelName } from '../documents/scanmodel.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import { logDocument } from '../documents/documentlog.js';
import { fileTypes } from '../tabs/filetypes.js';
import { xesIcon } from '../widgets/icon.js';
import { XESWidgetFactory } from '../tabs/factory.js';
import { analysisFactory, scanFactory } from '../documents/factories.js';
import { CommandIDs } from '../commands/ids.js';
import { IXESDiagnostics, IXESTracker } from './tokens.js';
import { followNexusDefault } from './nexusdefault.js';
import { followNotebooks } from './notebooks.js';
import type { IAddedSchemas } from '../documents/schemas/added.js';
import { IXESSchemas } from './schematoken.js';
import { DocumentShells } from '../tabs/shells.js';
import { settingsId } from '../settings/id.js';

/** The two documents, scan and analysis, and their tracker. */
export const documentsPlugin: JupyterFrontEndPlugin<IXESTracker> = {
  id: settingsId,
  description: 'Opens X-ray emission scans and analyses.',
  autoStart: true,
  provides: IXESTracker,
  requires: [IXESDiagnostics, IDocumentManager, IXESSchemas],
  optional: [
    ILayoutRestorer,
    IToolbarWidgetRegistry,
    ISettingRegistry,
    IStateDB,
    ITranslator,
    IThemeManager,
    IRenderMimeRegistry
  ],
  activate: (
    app: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    docManager: IDocumentManager,
    schemas: IXESSchemas,
    restorer: ILayoutRestorer | null,
    toolbars: IToolbarWidgetRegistry | null,
    settings: ISettingRegistry | null,
    state: IStateDB | null,
    translator: ITranslator | null,
    themes: IThemeManager | null,
    rendermime: IRenderMimeRegistry | null
  ): IXESTracker => {
    const { docRegistry } = app;
    const log = diagnostics.module('documents');
    // not the namespace of the stored views: JupyterLab removes entries that are not tabs
    const tracker = new WidgetTracker<XESDocumentWidget>({ namespace: 'jupyterlab-xes-tabs' });
    const { contents, serverSettings } = app.serviceManager;
    const { defaultDrive } = contents as ContentsManager;
    defaultDrive.contentProviderRegistry?.register(
      scanProviderId,
      new ScanContentProvider(serverSettings)
    );
    contents.fileChanged.connect((_, { type, oldValue, newValue }) => {
      if (state && type === 'rename') {
        const rename = { from: oldValue?.path ?? '', to: newValue?.path ?? '' };
        // queued now, before its code is loaded
        const move = async () => {
          const { moveViews } = await import('../documents/movedviews.js');
          return moveViews(state, rename);
        };
        void diagnostics.guard({ doing: 'Following a rename', path: rename.to }, () =>
          inTurn(state, move)
        );
      }
    });
    fileTypes.forEach(type => docRegistry.addFileType(type));
    docRegistry.addModelFactory(new ScanModelFactory());

    const toolbarFactory =
      toolbars && settings
        ? createToolbarFactory(
            toolbars,
            settings,
            scanFactory,
            settingsId,
            translator ?? nullTranslator
          )
        : undefined;
    const shells = new DocumentShells({
      app,
      diagnostics,
      docManager,
      state,
      registry: settings,
      toolbars,
      schemas: schemas as IAddedSchemas
    });
    const common = { toolbarFactory, translator: translator ?? undefined };
    const scans = new XESWidgetFactory(
      {
        ...common,
        name: scanFactory,
        label: 'XES Viewer',
        modelName: scanModelName,
        contentProviderId: scanProviderId,
        fileTypes: ['xes-nexus', 'xes-hdf5', 'xes-gda', 'xes-table', 'hdf5file'],
        defaultFor: ['xes-nexus', 'xes-hdf5'],
        readOnly: true
      },
      context => shells.scan(context)
    );
    const analyses = new XESWidgetFactory(
      {
        ...common,
        name: analysisFactory,
        label: 'XES Analysis',
        modelName: 'text',
        fileTypes: ['xes-analysis'],
        defaultFor: ['xes-analysis']
      },
      context => shells.analysis(context)
    );
    for (const [factory, kind] of [
      [scans, scanFactory],
      [analyses, analysisFactory]
    ] as const) {
      docRegistry.addWidgetFactory(factory);
      factory.widgetCreated.connect((_, widget) => {
        logDocument(log, widget, kind);
        widget.context.pathChanged.connect(() => void tracker.save(widget));
        void diagnostics.guard({ doing: 'Opening', path: widget.context.path }, () =>
          tracker.add(widget)
        );
        widget.title.icon = xesIcon;
        widget.title.caption = `${kind}: ${widget.context.path}`;
      });
    }
    followNexusDefault(app, settings);
    themes?.themeChanged.connect(() => tracker.forEach(({ viewer }) => viewer?.refresh()));
    followNotebooks(
      { app, diagnostics, docManager, registry: settings, tracker },
      shells,
      rendermime
    );
    if (restorer) {
      void restorer.restore(tracker, {
        command: CommandIDs.open,
        args: widget => ({ path: widget.context.path }),
        name: widget => widget.context.path
      });
    }
    return tracker;
  }
};
