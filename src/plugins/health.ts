import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { HealthAssembly } from './healthassembly.js';
import { CommandIDs } from '../commands/ids.js';
import { IXESDiagnostics, IXESTracker } from './tokens.js';
import { addLateCommand } from '../commands/latecommand.js';
import { vitalsOf } from '../health/latevitals.js';
import { once } from '../lifecycle/once.js';

/** Memory monitor, status item, health panel, self-checks; loaded with the first document. */
export const healthPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:health',
  description: 'Health of the XES viewer.',
  autoStart: true,
  requires: [IXESDiagnostics, IXESTracker],
  optional: [IStatusBar, ISettingRegistry, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    tracker: IXESTracker,
    statusBar: IStatusBar | null,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null
  ): void => {
    const assembly = once(async () => {
      const [module, loaded] = await Promise.all([import('./healthassembly.js'), vitalsOf(app)()]);
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
