import type { IMainMenu } from '@jupyterlab/mainmenu';
import type { CommandRegistry } from '@lumino/commands';
import type { Widget } from '@lumino/widgets';
import { CommandIDs } from './ids.js';
import type { DocumentTracker } from '../widgets/tracker.js';

/** The Edit menu's Undo and Redo in a viewer; the viewer's own menu is in `schema/plugin.json`. */
export function addToEditMenu(
  commands: CommandRegistry,
  tracker: DocumentTracker,
  { editMenu: { undoers } }: IMainMenu
): void {
  const isEnabled = (widget: Widget) => tracker.find(item => item === widget) !== undefined;
  const add = () => {
    for (const name of ['undo', 'redo'] as const) {
      const id = CommandIDs[name];
      if (!undoers[name].ids.includes(id)) {
        undoers[name].add({ id, isEnabled });
      }
    }
  };
  add();
  // the menu loses a command when its late-loaded code replaces it
  commands.commandChanged.connect((_, { id, type }) => {
    if (type === 'added' && (id === CommandIDs.undo || id === CommandIDs.redo)) {
      add();
    }
  });
}
