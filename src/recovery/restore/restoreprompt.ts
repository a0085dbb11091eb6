import { Notification } from '@jupyterlab/apputils';

export interface IRestorePrompt {
  /** Paths of the documents that were open, most important first. */
  paths: string[];
  /** When the page was last known to be alive. */
  stopped: Date;
  isDiscarded: boolean;
  /** Absent if there is nothing to restore. */
  restore?: () => void;
  /** Absent if no report could be written. */
  showReport?: () => void;
  dismiss: () => void;
}

/** Ask, in a notification, what to do with work left by a browser that stopped. */
export function promptRestore(prompt: IRestorePrompt): void {
  const { restore, showReport, dismiss } = prompt;
  const actions: Notification.IAction[] = [];
  if (restore) {
    actions.push({ label: 'Restore', displayType: 'accent', callback: restore });
  }
  if (showReport) {
    // the notification stays: the user decides after reading
    const callback = (event: MouseEvent) => {
      event.preventDefault();
      showReport();
    };
    actions.push({ label: 'Show report', callback });
  }
  actions.push({ label: 'Dismiss', callback: dismiss });
  Notification.emit(restoreSentence(prompt), 'warning', { autoClose: false, actions });
}

/** One sentence; JupyterLab cuts it at 140 characters. */
export function restoreSentence({ paths, stopped, isDiscarded }: IRestorePrompt): string {
  const name = shorten(paths[0]?.split('/').pop() ?? 'A document');
  const more = paths.length > 1 ? ` and ${paths.length - 1} more were` : ' was';
  const what = isDiscarded ? 'the browser discarded the tab' : 'the browser stopped';
  return `${name}${more} open when ${what} at ${clock(stopped)}.`;
}

/** HH:MM, with the date unless it is today. */
function clock(time: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = `${pad(time.getHours())}:${pad(time.getMinutes())}`;
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday
    ? hours
    : `${hours} on ${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
}

function shorten(name: string): string {
  return name.length <= 60 ? name : `${name.slice(0, 40)}…${name.slice(-19)}`;
}
