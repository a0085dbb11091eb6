/** @jest-environment jsdom */
import { LoginState, loginAnswerOf, type LoginAnswer } from '../../../src/server/login';
import { DeliveryError } from '../../../src/diagnostics/sinks/transport';
import { ScanWatch } from '../../../src/documents/scanwatch';
import type { Contents } from '@jupyterlab/services';

const forbidden = new DeliveryError('place', 'no', 403);

describe('LoginState', () => {
  let answer: LoginAnswer;
  let notified: unknown[];
  let ask: jest.Mock<Promise<LoginAnswer>>;
  let renew: jest.Mock<Promise<boolean>>;
  let login: LoginState;
  beforeEach(() => {
    jest.useFakeTimers();
    answer = 'alive';
    notified = [];
    ask = jest.fn(() => Promise.resolve(answer));
    renew = jest.fn(() => Promise.resolve(false));
    login = new LoginState({ ask, renew, onChanged: isEnded => notified.push(isEnded) });
    login.onResumed(() => notified.push('resumed'));
  });
  afterEach(() => {
    login.dispose();
    jest.useRealTimers();
  });

  const end = async () => {
    answer = 'ended';
    login.onFailure(forbidden);
    await jest.advanceTimersByTimeAsync(0);
  };

  it('checks after a refusal, reports it once, and checks every 10 s until it is valid', async () => {
    await end();
    expect([login.isEnded, notified, ask.mock.calls.length]).toEqual([true, [true], 1]);
    for (let i = 0; i < 100; i++) {
      login.onFailure(forbidden);
      await jest.advanceTimersByTimeAsync(500);
    }
    expect(ask).toHaveBeenCalledTimes(6);
    answer = 'unknown'; // the server is away: that is another matter
    await jest.advanceTimersByTimeAsync(10_000);
    expect(login.isEnded).toBe(true);
    answer = 'alive';
    await jest.advanceTimersByTimeAsync(10_000);
    expect([login.isEnded, notified]).toEqual([false, [true, false, 'resumed']]);
    await jest.advanceTimersByTimeAsync(100_000);
    expect(ask).toHaveBeenCalledTimes(8);
  });

  it('checks at each return to the page, while it has ended', async () => {
    window.dispatchEvent(new Event('focus'));
    expect(ask).not.toHaveBeenCalled();
    await end();
    answer = 'alive';
    window.dispatchEvent(new Event('focus'));
    await jest.advanceTimersByTimeAsync(0);
    expect(login.isEnded).toBe(false);
  });

  it('silently takes over a login of the hub', async () => {
    renew.mockImplementation(() => {
      answer = 'alive';
      return Promise.resolve(true);
    });
    await end();
    expect([renew.mock.calls.length, notified]).toEqual([1, []]);
  });

  it('ignores failures that are not refusals, and a refused file with a valid login', async () => {
    [
      new Error('odd'),
      new DeliveryError('away', 'gone'),
      new DeliveryError('away', 'x', 503)
    ].forEach(reason => login.onFailure(reason));
    expect(ask).not.toHaveBeenCalled();
    for (let i = 0; i < 10; i++) {
      login.onFailure(forbidden);
      await jest.advanceTimersByTimeAsync(1000);
    }
    expect([ask.mock.calls.length, notified]).toEqual([1, []]);
    await jest.advanceTimersByTimeAsync(1000);
    login.onFailure(Object.assign(new Error('login'), { code: 'file/html-login' }));
    await jest.advanceTimersByTimeAsync(11_000);
    login.onFailure(new SyntaxError('Unexpected token <'));
    expect(ask).toHaveBeenCalledTimes(3);
    await jest.advanceTimersByTimeAsync(0);
  });

  it('suspends the watch of the scans', async () => {
    const refused = Object.assign(new Error('no'), {
      response: { status: 403, headers: new Map() }
    });
    const get = jest.fn(() => Promise.reject(refused));
    const contents = { get, localPath: (path: string) => path } as unknown as Contents.IManager;
    const watch = new ScanWatch(contents, login);
    watch.watch({ path: () => 'a', isVisible: () => true, changed: () => undefined });
    answer = 'ended';
    await watch.check();
    await jest.advanceTimersByTimeAsync(0);
    expect(login.isEnded).toBe(true);
    const before = get.mock.calls.length;
    await watch.check();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(get).toHaveBeenCalledTimes(before);
    watch.dispose();
  });
});

describe('loginAnswerOf', () => {
  it.each<[number, boolean, LoginAnswer]>([
    [200, false, 'alive'],
    [200, true, 'ended'],
    [302, false, 'ended'],
    [302, true, 'ended'],
    [401, false, 'ended'],
    [403, false, 'ended'],
    [403, true, 'ended'],
    [424, false, 'unknown'],
    [424, true, 'unknown'],
    [503, true, 'unknown'],
    [500, false, 'unknown']
  ])('classifies %d, a page: %p, as %s', (status, page, expected) => {
    expect(loginAnswerOf(status, page)).toBe(expected);
  });
});
