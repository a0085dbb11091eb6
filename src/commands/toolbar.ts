import type { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { CommandToolbarButton } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from './ids.js';
import { scanFactory } from '../documents/factories.js';

/** Buttons of the viewer's toolbar, by their names in the settings. */
const buttons: Record<string, { id: string; label: string }> = {
  // shown as icons; the tooltip includes the edit to undo
  undo: { id: CommandIDs.undo, label: '' },
  redo: { id: CommandIDs.redo, label: '' },
  'add-scans': { id: CommandIDs.addScans, label: 'Add scans…' },
  'reset-zoom': { id: CommandIDs.resetZoom, label: 'Reset zoom' },
  'save-figure': { id: CommandIDs.saveFigure, label: 'Save figure' },
  export: { id: CommandIDs.export, label: 'Export…' },
  reload: { id: CommandIDs.reload, label: 'Reload scan' }
};

/** Connect each button with its own viewer: of two viewers side by side only one is current. */
export function addToolbarButtons(
  registry: IToolbarWidgetRegistry,
  commands: CommandRegistry
): void {
  for (const [name, { id, label }] of Object.entries(buttons)) {
    registry.addFactory(
      scanFactory,
      name,
      widget => new CommandToolbarButton({ commands, id, label, args: { widget: widget.id } })
    );
  }
}
