import { Delayed, Lifetime, LifetimeEnded } from '../../../src/lifecycle/index.js';

describe('Lifetime', () => {
  it('lets work go on while it is alive', async () => {
    const lifetime = new Lifetime();
    await expect(lifetime.while(Promise.resolve(7))).resolves.toBe(7);
    await expect(lifetime.while(Promise.reject(new Error('own')))).rejects.toThrow('own');
    lifetime.dispose();
  });

  it.each([
    ['answers', (end: PromiseWithResolversLike) => end.resolve(1)],
    ['fails', (end: PromiseWithResolversLike) => end.reject(new Error('own'))]
  ])('ends work whose promise %s after the end', async (_, settle) => {
    const lifetime = new Lifetime();
    const work = withResolvers();
    const waiting = lifetime.while(work.promise);
    lifetime.dispose();
    settle(work);
    await expect(waiting).rejects.toBeInstanceOf(LifetimeEnded);
  });

  it('refuses and aborts after the end', () => {
    const lifetime = new Lifetime();
    const aborted = jest.fn();
    lifetime.signal.addEventListener('abort', aborted);
    lifetime.dispose();
    lifetime.dispose();
    expect(aborted).toHaveBeenCalledTimes(1);
    expect(lifetime.signal.reason).toBeInstanceOf(LifetimeEnded);
    expect(() => lifetime.check()).toThrow(LifetimeEnded);
    expect(lifetime.isDisposed).toBe(true);
  });
});

describe('Delayed', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('works once, some time after it was last asked', () => {
    const work = jest.fn();
    const delayed = new Delayed(100, work);
    delayed.schedule();
    jest.advanceTimersByTime(99);
    delayed.schedule();
    jest.advanceTimersByTime(99);
    expect(work).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(1);
    delayed.dispose();
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does at the end what is due, and nothing after it', () => {
    const work = jest.fn();
    const delayed = new Delayed(100, work);
    delayed.schedule();
    delayed.dispose();
    delayed.dispose();
    delayed.schedule();
    expect(work).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});

interface PromiseWithResolversLike {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: Error) => void;
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers(): PromiseWithResolversLike {
  let resolve: PromiseWithResolversLike['resolve'] = () => {};
  let reject: PromiseWithResolversLike['reject'] = () => {};
  const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
