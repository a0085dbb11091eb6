/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { captureGlobalErrors, Recorder, scriptFolder } from '../../../src/diagnostics/index.js';

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
  // jest treats an error event without a listener as a failure of the test
  const listen = () => {};
  beforeAll(() => window.addEventListener('error', listen));
  afterAll(() => window.removeEventListener('error', listen));

  it('reports only errors with a frame of ours, until its end', () => {
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

  it.each([
    ['slots', Signal],
    ['message handlers', MessageLoop]
  ] as const)('reports what Lumino catches in %s, and passes it on', (_, lumino) => {
    const handed = jest.fn();
    const original = lumino.setExceptionHandler(handed);
    const recorder = new Recorder({ sinks: [] });
    const report = jest.spyOn(recorder, 'report').mockResolvedValue();
    const capture = captureGlobalErrors(recorder, stack => stack.includes(own));
    const ours = withStack(`at f (${own}1.js:1:1)`);
    const theirs = withStack('at g (https://hub/lab/main.js:1:1)');
    lumino.getExceptionHandler()(ours);
    lumino.getExceptionHandler()(theirs);
    expect(report.mock.calls.map(([reason]) => reason)).toEqual([ours]);
    expect(handed.mock.calls.map(([reason]) => reason as Error)).toEqual([ours, theirs]);
    capture.dispose();
    expect(lumino.getExceptionHandler()).toBe(handed);
    lumino.setExceptionHandler(original);
    recorder.dispose();
  });

  it('uses the URL of the script if a primitive was thrown', () => {
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

describe('scriptFolder', () => {
  it.each([
    [
      'Chromium',
      `Error\n    at 338 (${own}12.ab.js?v=ab:1:22)\n    at r (https://hub/lab/main.js:1:1)`
    ],
    ['Chromium, no function', `Error\n    at ${own}12.ab.js:1:22`],
    ['Firefox', `338@${own}12.ab.js?v=ab:1:22\nr@https://hub/lab/main.js:1:1`],
    ['Safari', `@${own}12.ab.js:1:22`]
  ])('takes the first frame of %s', (_, stack) => {
    expect(scriptFolder(stack)).toBe(own);
  });

  it('recognises a hub user by the address', () => {
    const folder = 'https://hub/user/ann@lab.org/lab/extensions/jupyterlab-xes/static/';
    expect(scriptFolder(`f@${folder}1.js:1:1`)).toBe(folder);
  });

  it('is null without a frame', () => {
    expect(scriptFolder('Error: odd')).toBeNull();
    expect(scriptFolder('')).toBeNull();
  });
});
