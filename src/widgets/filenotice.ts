import { Notification } from '@jupyterlab/apputils';
import type { IFileMatter } from './filebar.js';

/** Relation of an open analysis to its file. */
export type FileState =
  { kind: 'same' } | { kind: 'both' } | { kind: 'invalid'; why: string } | { kind: 'gone' };

export interface IFileChoices {
  takeTheirs: () => unknown;
  keepMine: () => unknown;
  keepBoth: () => unknown;
  save: () => unknown;
}

/** Message about the state of a file, and what can be done. @param name of the file. */
export function fileNoticeOf(
  name: string,
  state: FileState,
  { takeTheirs, keepMine, keepBoth, save }: IFileChoices
): IFileMatter | null {
  const beside = {
    label: 'Keep both',
    title: 'Save what is shown as another file next to this one, and show what is in the file',
    work: keepBoth
  };
  switch (state.kind) {
    case 'same':
      return null;
    case 'both':
      return {
        sentence: `${name} was changed on disk, and you have changes here that are not saved. Nothing is saved until you choose.`,
        choices: [
          {
            label: 'Use the file’s version',
            title: 'Show what is in the file. Undo brings your changes back',
            work: takeTheirs
          },
          {
            label: 'Keep mine',
            title:
              'Continue with what is shown; the next save overwrites the file. Undo brings back what was in the file',
            work: keepMine
          },
          beside
        ]
      };
    case 'invalid':
      return {
        sentence: `${name} was changed on disk, and can’t be read now: ${state.why} What is shown is the previous version. Nothing is saved until you choose, or the file is valid again.`,
        choices: [
          {
            label: 'Keep mine',
            title: 'The next save overwrites the file with what is shown',
            work: keepMine
          },
          {
            ...beside,
            label: 'Save as another file',
            title: 'Save what is shown as another file next to this one'
          }
        ]
      };
    case 'gone':
      return {
        sentence: `${name} is no longer there: it was deleted or renamed on disk. Saving creates it again.`,
        choices: [{ label: 'Save', title: `Write ${name} anew`, work: save }]
      };
  }
}

let taken: string | null = null;

/** Tell the user, in passing, that an open analysis was updated from its file. */
export function reloadedNotice(name: string): void {
  const message = `${short(name)} was changed on disk and has been reloaded. Undo goes back.`;
  if (taken !== null) {
    Notification.dismiss(taken); // for a file that is saved again and again, a single notice
  }
  taken = Notification.info(message, { autoClose: 6000 });
}

/** Tell the user that a hidden document is waiting for an answer. */
export function waitingNotice(name: string, show: () => void): void {
  Notification.warning(
    `${short(name)} is not saved: it was changed on disk too. Choose what to keep.`,
    { autoClose: false, actions: [{ label: 'Show', callback: show }] }
  );
}

export function savedBesideNotice(name: string, open: () => void): void {
  Notification.success(`What was shown here is saved in ${short(name)}.`, {
    autoClose: 15_000,
    actions: [{ label: 'Open', callback: open }]
  });
}

/** JupyterLab shows 140 characters. */
function short(name: string): string {
  return name.length <= 50 ? name : `${name.slice(0, 30)}…${name.slice(-19)}`;
}
