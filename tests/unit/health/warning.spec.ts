/** @jest-environment jsdom */
import { Notification } from '@jupyterlab/apputils';
import { memoryWarning } from '../../../src/health/memorywarning';

const sample = { time: 0, own: 600e6, heap: null, server: null };

describe('the memory warning', () => {
  it('states how much is in use, and offers what can be done', () => {
    const done: string[] = [];
    const actions = { free: () => done.push('free'), closeHidden: () => done.push('close') };
    const { text, dismiss } = memoryWarning(sample, { freed: 40e6, accounts: [] }, 512e6, actions);
    expect(text).toBe('The XES viewer held 600 MB, more than 512 MB. 40 MB were freed.');
    const [{ message, type, options }] = Notification.manager.notifications;
    expect([message, type, message.length <= 140]).toEqual([text, 'warning', true]);
    expect(options.actions?.map(({ label }) => label)).toEqual([
      'Free caches',
      'Close hidden views'
    ]);
    options.actions?.forEach(({ callback }) => callback(new MouseEvent('click')));
    expect(done).toEqual(['free', 'close']);
    dismiss();
    expect(Notification.manager.notifications).toEqual([]);
  });
});
