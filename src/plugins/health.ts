import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { HealthAssembly } from './healthassembly.js';
import { CommandIDs, IXESDiagnostics, IXESTracker, IXESVitals } from './ids.js';
import { addLateCommand } from './latecommand.js';
import { once } from './once.js';

/** What the viewer knows of itself; loaded when it is asked for first. */
export const vitalsPlugin: JupyterFrontEndPlugin<IXESVitals> = {
  id: 'jupyterlab-xes:vitals',
  description: 'What the XES viewer holds.',
  autoStart: true,
  provides: IXESVitals,
  activate: (app: JupyterFrontEnd): IXESVitals =>
    once(async () => {
      const { Vitals } = await import('./vitals.js');
      return new Vitals(app);
    })
};

/** Memory monitor, status item, health panel, self-checks: their code comes with the first document. */
export const healthPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:health',
  description: 'Health of the XES viewer.',
  autoStart: true,
  requires: [IXESDiagnostics, IXESTracker, IXESVitals],
  optional: [IStatusBar, ISettingRegistry, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    tracker: IXESTracker,
    vitals: IXESVitals,
    statusBar: IStatusBar | null,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null
  ): void => {
    const assembly = once(async () => {
      const [module, loaded] = await Promise.all([import('./healthassembly.js'), vitals()]);
      const options = { app, diagnostics, tracker, statusBar, registry, vitals: loaded };
      return new module.HealthAssembly(options);
    });
    const { commands } = app;
    const add = (
      id: string,
      label: string,
      doing: string,
      run: (health: HealthAssembly) => unknown
    ) =>
      addLateCommand({ commands, diagnostics, palette }, id, {
        doing,
        label,
        run: async () => run(await assembly())
      });
    add(CommandIDs.showHealth, 'XES: Show Health', 'Showing the health', health => health.show());
    add(CommandIDs.selfCheck, 'XES: Run Self-Checks', 'Checking', health => health.check());
    add(CommandIDs.freeMemory, 'XES: Free Memory', 'Freeing memory', health => health.free());
    tracker.widgetAdded.connect(
      () => void diagnostics.guard({ doing: 'Watching the memory' }, assembly)
    );
  }
};
