import { Notification } from '@jupyterlab/apputils';
import { bytesText } from './figures.js';
import type { IEviction } from './byteaccounts.js';
import type { IMemorySample } from './memorymonitor.js';

export interface IMemoryActions {
  free(): void;
  closeHidden(): void;
}

/** Warn the user about the viewer's memory, with buttons to free it. @param threshold in bytes. */
export function memoryWarning(
  { own }: IMemorySample,
  { freed }: IEviction,
  threshold: number,
  actions: IMemoryActions
): { text: string; dismiss: () => void } {
  const outcome = freed > 0 ? ` ${bytesText(freed)} were freed.` : '';
  const text = `The XES viewer held ${bytesText(own)}, more than ${bytesText(threshold)}.${outcome}`;
  const id = Notification.warning(text, {
    autoClose: false,
    actions: [
      { label: 'Free caches', callback: () => actions.free() },
      { label: 'Close hidden views', callback: () => actions.closeHidden() }
    ]
  });
  return { text, dismiss: () => Notification.dismiss(id) };
}
