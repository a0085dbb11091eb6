import type { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { CommandToolbarButton } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from './ids.js';
import { scanFactory } from '../documents/factories.js';

/** Buttons of the viewer's toolbar, by the names the settings know them by. */
const buttons: Record<string, { id: string; label: string }> = {
  // an icon says it; the tooltip says what would be undone
  undo: { id: CommandIDs.undo, label: '' },
  redo: { id: CommandIDs.redo, label: '' },
  'add-scans': { id: CommandIDs.addScans, label: 'Add scans…' },
  'reset-zoom': { id: CommandIDs.resetZoom, label: 'Reset zoom' },
  'save-figure': { id: CommandIDs.saveFigure, label: 'Save figure' },
  export: { id: CommandIDs.export, label: 'Export…' },
  reload: { id: CommandIDs.reload, label: 'Reload scan' }
};

/** Make each button ask the viewer it belongs to: two may stand side by side, of which one is current. */
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
