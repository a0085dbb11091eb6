import { FetchedParts } from '../../../src/io/fetchedparts';
import type { Extent } from '../../../src/io/h5layout';
import type { ObjectHeaders } from '../../../src/io/h5headers';
import { ReadAhead } from '../../../src/io/readahead';
import { pattern } from './helpers';

const file = pattern(1000);

/** Parts whose bytes arrive, or fail, when the test decides. */
function held(small = 0) {
  const pending: { part: Extent; signal: AbortSignal; come(): void; fail(reason: Error): void }[] =
    [];
  const parts = new FetchedParts(
    (part, signal) =>
      new Promise((resolve, reject) =>
        pending.push({
          part,
          signal,
          come: () => resolve(file.slice(part.start, part.end)),
          fail: reject
        })
      ),
    undefined,
    small
  );
  const begin = (...extents: [number, number][]) =>
    extents.forEach(([start, end]) => parts.begin({ start, end }));
  const settle = () => new Promise(resolve => setTimeout(resolve));
  return { parts, pending, begin, settle };
}

describe('FetchedParts', () => {
  it('fetches two at once, each once, and holds what arrived', async () => {
    const { parts, pending, begin, settle } = held();
    expect(parts.isWaiting()).toBe(false);
    begin([0, 100], [200, 300], [20, 50], [300, 400], [0, 100]);
    expect(pending.map(({ part }) => part.start)).toEqual([0, 200]);
    expect([parts.isWaiting(), parts.held({ start: 10, end: 20 })]).toEqual([true, null]);
    const arrived = parts.arrived();
    pending[1].come();
    await settle();
    expect(pending.map(({ part }) => part.start)).toEqual([0, 200, 300]);
    expect(parts.held({ start: 250, end: 300 })).toEqual(file.slice(250, 300));
    pending[0].come();
    pending[2].come();
    await arrived;
    expect(parts.isWaiting()).toBe(false);
    expect(parts.held({ start: 20, end: 50 })).toEqual(file.slice(20, 50));
    expect(parts.held({ start: 250, end: 350 })).toBeNull(); // in two parts
    parts.abandon();
    expect(parts.held({ start: 20, end: 50 })).toBeNull();
  });

  it('never blocks small parts, and fetches nothing that is already present', async () => {
    const { parts, pending, begin } = held(50);
    parts.seed(0, file.slice(0, 150));
    begin([20, 120], [200, 300], [300, 400], [400, 500], [500, 540], [600, 649]);
    expect(pending.map(({ part }) => part.start)).toEqual([200, 300, 500, 600]);
    expect(parts.held({ start: 20, end: 120 })).toEqual(file.slice(20, 120));
    const arrived = parts.arrived([{ start: 510, end: 520 }]);
    pending[2].come();
    await arrived;
    expect(pending).toHaveLength(4); // its end starts no large one
    pending[0].come();
    await parts.arrived([{ start: 200, end: 300 }]);
    expect(pending[4].part.start).toBe(400);
  });

  it('waits for the requested parts only', async () => {
    const { parts, pending, begin } = held();
    begin([0, 100], [200, 300], [300, 400]);
    const wanted = [{ start: 250, end: 260 }];
    expect(parts.isWaiting(wanted)).toBe(true);
    expect(parts.isWaiting([{ start: 500, end: 600 }])).toBe(false); // in none of them
    const arrived = parts.arrived(wanted);
    pending[1].come();
    await arrived;
    expect([parts.isWaiting(wanted), parts.isWaiting()]).toEqual([false, true]);
  });

  it('cancels the others if one fails', async () => {
    const { parts, pending, begin, settle } = held();
    begin([0, 100], [200, 300], [300, 400]);
    const arrived = parts.arrived();
    pending[1].fail(new Error('broken'));
    await expect(arrived).rejects.toThrow('broken');
    expect(pending).toHaveLength(2);
    expect(pending[0].signal.aborted).toBe(true);
    await settle();
    await expect(parts.arrived()).rejects.toThrow('broken');
    expect(parts.isWaiting()).toBe(true); // so that every caller is notified
  });

  it('holds at once what arrives at once', () => {
    const parts = new FetchedParts(({ start, end }) => file.slice(start, end));
    parts.begin({ start: 0, end: 100 });
    parts.begin({ start: 500, end: 600 });
    expect(parts.isWaiting()).toBe(false);
    expect(parts.held({ start: 510, end: 520 })).toEqual(file.slice(510, 520));
  });
});

describe('parts that are fetched separately', () => {
  const wanted = [0, 200, 400].map(start => ({ start, end: start + 100 }));
  const fetched = (short: number | null) => {
    const bytes = ({ start, end }: Extent) => file.slice(start, start === short ? end - 1 : end);
    return new ReadAhead(new FetchedParts(bytes), {} as ObjectHeaders, 1000).fetch(wanted);
  };

  it('are present in order', async () => {
    expect(await fetched(null)).toEqual(wanted.map(({ start, end }) => file.slice(start, end)));
  });

  it.each([0, 200, 400])('are none if that at %d is short: no other replaces it', async at => {
    expect(await fetched(at)).toBeNull();
  });
});
