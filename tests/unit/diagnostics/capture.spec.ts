/** @jest-environment jsdom */
import { captureGlobalErrors, Recorder } from '../../../src/diagnostics/index.js';

const own = 'https://hub/lab/extensions/jupyterlab-xes/static/';

/** An event as browsers send it; jsdom has no PromiseRejectionEvent. */
function send(type: string, fields: object): boolean {
  const event = Object.assign(new Event(type, { cancelable: true }), fields);
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

function withStack(stack: string): Error {
  return Object.assign(new Error('odd'), { stack });
}

describe('captureGlobalErrors', () => {
  // jest takes an error event nobody listens to for a failure of the test
  const listen = () => {};
  beforeAll(() => window.addEventListener('error', listen));
  afterAll(() => window.removeEventListener('error', listen));

  it('reports only what has a frame of ours, until its end', () => {
    const recorder = new Recorder({ sinks: [] });
    const report = jest.spyOn(recorder, 'report').mockResolvedValue();
    const capture = captureGlobalErrors(recorder, stack => stack.includes(own));
    const ours = withStack(`at f (${own}1.js:1:1)`);
    const theirs = withStack('at g (https://hub/lab/main.js:1:1)');

    expect(send('error', { error: ours })).toBe(false);
    send('error', { error: theirs });
    send('unhandledrejection', { reason: ours });
    send('unhandledrejection', { reason: theirs });
    send('unhandledrejection', { reason: 'a string' });
    send('unhandledrejection', { reason: undefined });
    expect(report.mock.calls.map(([reason]) => reason)).toEqual([ours, ours]);

    capture.dispose();
    send('error', { error: ours });
    expect(report).toHaveBeenCalledTimes(2);
    recorder.dispose();
  });

  it('goes by the URL of the script where a primitive was thrown', () => {
    const recorder = new Recorder({ sinks: [] });
    const report = jest.spyOn(recorder, 'report').mockResolvedValue();
    const capture = captureGlobalErrors(recorder, stack => stack.includes(own));
    send('error', { error: null, message: 'Uncaught 7', filename: `${own}1.js` });
    send('error', { error: null, message: 'ResizeObserver loop', filename: 'https://hub/lab' });
    expect(report.mock.calls.map(([reason]) => reason)).toEqual(['Uncaught 7']);
    capture.dispose();
    recorder.dispose();
  });
});
