import { Debounce, Lifetime, LifetimeEnded } from '../../../src/lifecycle/index.js';

describe('Lifetime', () => {
  it('lets work continue while it is alive', async () => {
    const lifetime = new Lifetime();
    await expect(lifetime.whenAlive(Promise.resolve(7))).resolves.toBe(7);
    await expect(lifetime.whenAlive(Promise.reject(new Error('own')))).rejects.toThrow('own');
    lifetime.dispose();
  });

  it.each([
    ['answers', (end: PromiseWithResolversLike) => end.resolve(1)],
    ['fails', (end: PromiseWithResolversLike) => end.reject(new Error('own'))]
  ])('ends work whose promise %s after the end', async (_, settle) => {
    const lifetime = new Lifetime();
    const work = withResolvers();
    const waiting = lifetime.whenAlive(work.promise);
    lifetime.dispose();
    settle(work);
    await expect(waiting).rejects.toBeInstanceOf(LifetimeEnded);
  });

  /**
   * Dispose `depth` microtasks after the promise was settled; was the owner alive when work
   * continued?
   */
  async function disposedAfter(
    depth: number,
    goOn: (lifetime: Lifetime, promise: Promise<unknown>, on: () => void) => Promise<void>
  ): Promise<boolean | null> {
    const lifetime = new Lifetime();
    const work = withResolvers();
    let wasAlive: boolean | null = null;
    const going = goOn(lifetime, work.promise, () => (wasAlive = lifetime.isAlive)).catch(
      (reason: unknown) => expect(reason).toBeInstanceOf(LifetimeEnded)
    );
    const end = async () => {
      for (let i = 0; i < depth; i++) {
        await Promise.resolve();
      }
      lifetime.dispose();
    };
    work.resolve(1);
    await Promise.all([end(), going]);
    return wasAlive;
  }

  it('continues only with its owner, whenever that ends', async () => {
    const results: (boolean | null)[] = [];
    for (let depth = 0; depth < 8; depth++) {
      const goOn = (lifetime: Lifetime, promise: Promise<unknown>, on: () => void) =>
        lifetime.whenAlive(promise, on);
      results.push(await disposedAfter(depth, goOn));
    }
    expect(results[0]).toBeNull();
    expect(results.at(-1)).toBe(true);
    expect(results).not.toContain(false);
  });

  it('leaves a gap after a mere await, which is why `next` exists', async () => {
    const results: (boolean | null)[] = [];
    for (let depth = 0; depth < 8; depth++) {
      const goOn = async (lifetime: Lifetime, promise: Promise<unknown>, on: () => void) => {
        await lifetime.whenAlive(promise);
        on();
      };
      results.push(await disposedAfter(depth, goOn));
    }
    expect(results).toContain(false);
  });

  it('passes on the next result, and its errors', async () => {
    const lifetime = new Lifetime();
    const promise = Promise.resolve(7);
    await expect(lifetime.whenAlive(promise, value => value + 1)).resolves.toBe(8);
    await expect(lifetime.whenAlive(promise, value => Promise.resolve(`${value}`))).resolves.toBe(
      '7'
    );
    const fail = () => {
      throw new Error('own');
    };
    await expect(lifetime.whenAlive(promise, fail)).rejects.toThrow('own');
    lifetime.dispose();
  });

  it('refuses work after the end at once, and leaves no rejection unhandled', async () => {
    const lifetime = new Lifetime();
    lifetime.dispose();
    const next = jest.fn();
    const never = new Promise<void>(() => undefined);
    await expect(lifetime.whenAlive(never, next)).rejects.toBeInstanceOf(LifetimeEnded);
    await expect(lifetime.whenAlive(Promise.reject(new Error('own')), next)).rejects.toBeInstanceOf(
      LifetimeEnded
    );
    expect(next).not.toHaveBeenCalled();
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

describe('Debounce', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('works once, some time after the last request', () => {
    const work = jest.fn();
    const delayed = new Debounce(100, work);
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

  it('runs pending work at the end, and nothing after it', () => {
    const work = jest.fn();
    const delayed = new Debounce(100, work);
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
