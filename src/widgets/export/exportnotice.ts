import { Notification } from '@jupyterlab/apputils';

/** The progress of a piece of work, and its cancellation. */
export interface IWorkNotice {
  /** Aborted when the user cancels. */
  signal: AbortSignal;
  /** @param done share of the work. */
  show(text: string, done: number): void;
}

/** Work that takes longer than this shows a notice (ms). */
const delay = 300;

/**
 * Do some work; if it takes long, show a notice with a button that cancels it. @throws what the
 * work throws.
 */
export async function withNotice<T>(
  text: string,
  work: (notice: IWorkNotice) => Promise<T>
): Promise<T> {
  const abort = new AbortController();
  let [shown, said, share]: [string | null, string, number] = [null, text, 0];
  const timer = setTimeout(() => {
    shown = Notification.emit(said, 'in-progress', {
      autoClose: false,
      progress: share,
      actions: [{ label: 'Cancel', callback: () => abort.abort() }]
    });
  }, delay);
  const show = (now: string, done: number) => {
    [said, share] = [now, done];
    if (shown !== null) {
      Notification.update({ id: shown, message: now, progress: done });
    }
  };
  try {
    return await work({ signal: abort.signal, show });
  } finally {
    clearTimeout(timer);
    if (shown !== null) {
      Notification.dismiss(shown);
    }
  }
}
