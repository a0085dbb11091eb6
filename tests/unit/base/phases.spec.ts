import { beginPhase, inPhase, phaseTimes } from '../../../src/base/phases';

const entries = () => performance.getEntries().filter(({ name }) => name.startsWith('xes:'));

beforeEach(() => {
  performance.clearMarks();
  performance.clearMeasures();
});

describe('phases of the work', () => {
  it('are measured by name, and do not pile up', async () => {
    for (let i = 0; i < 2000; i++) {
      inPhase('compute', () => i);
      await inPhase('read', () => Promise.resolve(i));
    }
    expect(entries().map(({ name, entryType }) => [name, entryType])).toEqual([
      ['xes:compute', 'measure'],
      ['xes:read', 'measure']
    ]);
    expect(phaseTimes().map(({ name }) => name)).toEqual(['compute', 'read']);
  });

  it('are each seen by an observer', async () => {
    const seen: string[] = [];
    const observer = new PerformanceObserver(list =>
      seen.push(...list.getEntries().map(({ name }) => name))
    );
    observer.observe({ entryTypes: ['measure'] });
    for (let i = 0; i < 5; i++) {
      inPhase('draw', () => i);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
    observer.disconnect();
    expect(seen).toEqual(Array(5).fill('xes:draw'));
  });

  it('return what the work returns, and pass on its failures', async () => {
    expect(inPhase('compute', () => 7)).toBe(7);
    await expect(inPhase('open', () => Promise.resolve(8))).resolves.toBe(8);
    expect(() =>
      inPhase('parse', () => {
        throw new Error('bad');
      })
    ).toThrow('bad');
    await expect(inPhase('probe', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(phaseTimes().map(({ name }) => name)).toEqual(['compute', 'open', 'parse', 'probe']);
  });

  it('may overlap, and end once', async () => {
    const first = beginPhase('open');
    await new Promise(resolve => setTimeout(resolve, 30));
    const second = beginPhase('open');
    second();
    expect(phaseTimes()[0].milliseconds).toBeLessThan(20);
    first();
    first();
    expect(phaseTimes()).toHaveLength(1);
    expect(phaseTimes()[0].milliseconds).toBeGreaterThan(25);
  });

  it('cost only their measurement if User Timing is missing', () => {
    const failing = jest.spyOn(performance, 'mark').mockImplementation(() => {
      throw new Error('none');
    });
    expect(inPhase('compute', () => 7)).toBe(7);
    failing.mockRestore();
    expect(entries()).toEqual([]);
  });
});
