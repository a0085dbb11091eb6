import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IMainMenu } from '@jupyterlab/mainmenu';
import type { Widget } from '@lumino/widgets';
import { CommandIDs, IXESTracker } from './ids.js';

/** The Edit menu's Undo and Redo in a viewer; our own menu is in `schema/plugin.json`. */
export const menuPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:menu',
  description: 'Undo and redo of the XES viewer.',
  autoStart: true,
  requires: [IXESTracker],
  optional: [IMainMenu],
  activate: ({ commands }: JupyterFrontEnd, tracker: IXESTracker, menu: IMainMenu | null): void => {
    if (!menu) {
      return;
    }
    const { undo, redo } = menu.editMenu.undoers;
    const isEnabled = (widget: Widget) => tracker.find(one => one === widget) !== undefined;
    const add = () => {
      for (const [group, id] of [
        [undo, CommandIDs.undo],
        [redo, CommandIDs.redo]
      ] as const) {
        if (!group.ids.includes(id)) {
          group.add({ id, isEnabled });
        }
      }
    };
    add();
    // the menu forgets a command that gives way to its code
    commands.commandChanged.connect((_, { id, type }) => {
      if (type === 'added' && (id === CommandIDs.undo || id === CommandIDs.redo)) {
        add();
      }
    });
  }
};
