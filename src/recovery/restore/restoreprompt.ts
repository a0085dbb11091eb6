import { Notification } from '@jupyterlab/apputils';

export interface IRestorePrompt {
  /** Paths of what was open, most important first. */
  paths: string[];
  /** When the page last lived. */
  stopped: Date;
  isDiscarded: boolean;
  /** Absent where there is nothing to restore. */
  restore?: () => void;
  /** Absent where no report could be written. */
  showReport?: () => void;
  dismiss: () => void;
}

/** Ask, without standing in the way, what to do with work that an end of the browser left. */
export function promptRestore(prompt: IRestorePrompt): void {
  const { restore, showReport, dismiss } = prompt;
  const actions: Notification.IAction[] = [];
  if (restore) {
    actions.push({ label: 'Restore', displayType: 'accent', callback: restore });
  }
  if (showReport) {
    // the person decides after reading: the question stays
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

/** HH:MM of today, else with the day. */
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
