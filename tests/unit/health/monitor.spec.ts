/** @jest-environment jsdom */
import {
  ByteAccounts,
  MemoryMonitor,
  type IByteAccount,
  type IMemoryMonitorOptions
} from '../../../src/health';

const threshold = 1000;

function setUp(options: Partial<IMemoryMonitorOptions> = {}) {
  const accounts = new ByteAccounts();
  const seen = { held: 100 };
  const cache = { held: 0 };
  const account = (one: { held: number }, priority: 'visible' | 'cache'): IByteAccount => ({
    name: priority,
    kind: 'arrays',
    priority: () => priority,
    bytes: () => one.held,
    free: () => {
      const freed = one.held;
      one.held = 0;
      return freed;
    }
  });
  const registered = [
    accounts.register(account(seen, 'visible')),
    accounts.register(account(cache, 'cache'))
  ];
  const warnings: number[] = [];
  let standing = 0;
  const clock = { now: 0 };
  const monitor = new MemoryMonitor({
    accounts,
    threshold: () => threshold,
    interval: 30,
    now: () => clock.now,
    warn: (_, { freed }) => {
      warnings.push(freed);
      standing++;
      return () => standing--;
    },
    ...options
  });
  const end = () => {
    monitor.dispose();
    monitor.dispose();
    registered.forEach(disposable => disposable.dispose());
  };
  const look = (minutes = 0) => {
    clock.now += minutes * 60_000;
    monitor.sample();
  };
  return { monitor, seen, cache, warnings, look, end, standing: () => standing };
}

describe('MemoryMonitor', () => {
  it('holds samples and the peak, and works without data on heap and server', () => {
    const { monitor, seen, look, end } = setUp();
    look();
    seen.held = 700;
    look(1);
    seen.held = 50;
    look(1);
    expect(monitor.samples.map(({ own, heap, server }) => [own, heap, server])).toEqual([
      [100, null, null],
      [700, null, null],
      [50, null, null]
    ]);
    expect([monitor.peak, monitor.isPressed]).toEqual([700, false]);
    for (let i = 0; i < 500; i++) {
      look();
    }
    expect(monitor.samples).toHaveLength(120);
    end();
    look();
    expect(monitor.samples).toHaveLength(120);
  });

  it('over the threshold releases caches at once and warns once; below 90 % it is silent again', () => {
    const { monitor, seen, cache, warnings, look, end, standing } = setUp();
    seen.held = 1100;
    cache.held = 300;
    look();
    expect([cache.held, warnings, monitor.isPressed]).toEqual([0, [300], true]);
    look(1);
    seen.held = 950; // not much less
    look(1);
    expect([warnings.length, standing(), monitor.isPressed]).toEqual([1, 1, true]);
    seen.held = 899;
    look(1);
    expect([standing(), monitor.isPressed]).toEqual([0, false]);
    seen.held = 1001;
    look(1); // five minutes have not passed
    expect([warnings.length, monitor.isPressed]).toEqual([1, true]);
    look(5);
    expect([warnings.length, standing()]).toEqual([2, 1]);
    end();
    expect(standing()).toBe(0);
  });

  it('reports what was just released, and withdraws it with the next calm sample', () => {
    const { seen, cache, warnings, look, end, standing } = setUp();
    seen.held = 200;
    cache.held = 900;
    look();
    expect([warnings, standing()]).toEqual([[900], 1]);
    look(1);
    expect(standing()).toBe(0);
    end();
  });

  it("shows the server's last answer, sends one request at a time, and survives its failures", async () => {
    const answers: ((value: number | null) => void)[] = [];
    let isBroken = false;
    const server = () =>
      isBroken
        ? Promise.reject<number | null>(new Error('gone'))
        : new Promise<number | null>(resolve => answers.push(resolve));
    const { monitor, look, end } = setUp({ server, heap: () => 5 });
    const last = () => monitor.samples[monitor.samples.length - 1];
    const settle = () => new Promise(resolve => setTimeout(resolve));
    look();
    look();
    expect(answers).toHaveLength(1);
    expect(last().server).toBeNull();
    answers[0](42);
    await settle();
    expect(last().server).toBe(42);
    isBroken = true;
    look();
    expect(last()).toMatchObject({ server: 42, heap: 5 });
    await settle();
    look();
    expect(last().server).toBeNull();
    end();
  });

  it('cancels its request to the server at its end', () => {
    const signals: AbortSignal[] = [];
    const server = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<number | null>(() => {});
    };
    const { look, end } = setUp({ server });
    look();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    end();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('samples by itself, in the given interval, and not while there is nothing to watch', async () => {
    jest.useFakeTimers();
    let isIdle = true;
    const { monitor, end } = setUp({ isIdle: () => isIdle });
    await jest.advanceTimersByTimeAsync(90_000);
    expect(monitor.samples).toHaveLength(0);
    isIdle = false;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(monitor.samples).toHaveLength(2);
    monitor.setInterval(5);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(monitor.samples.length).toBeGreaterThan(8);
    end();
    const count = monitor.samples.length;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(monitor.samples).toHaveLength(count);
    jest.useRealTimers();
  });
});
