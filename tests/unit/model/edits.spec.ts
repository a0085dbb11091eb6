import { Edits } from '../../../src/model';

const before = '2026-11-24T22:00:00.000Z';
const savedAt = '2026-11-24T22:15:00Z';
const after = '2026-11-24T22:15:00.001Z';

describe('Edits', () => {
  afterEach(() => jest.useRealTimers());

  it.each([
    ['nobody knows of', null, savedAt, false],
    ['is older', before, savedAt, false],
    ['is newer', after, savedAt, true],
    ['is as old', savedAt, savedAt, false],
    ['is compared with what nobody knows the time of', before, null, true],
    ['is compared with what is no time', before, 'yesterday', true]
  ])('reports work that %s', (_, last, time, is) => {
    const edits = new Edits();
    edits.begin(last);
    expect(edits.last).toBe(last);
    expect(edits.areNewerThan(time)).toBe(is);
  });

  it('takes later work for newer, though the clock was set back', () => {
    jest.useFakeTimers({ now: Date.parse(before) });
    const edits = new Edits();
    edits.begin();
    edits.made();
    expect(edits.last).toBe(before);
    expect(edits.areNewerThan(savedAt)).toBe(true);
    edits.begin();
    expect(edits.last).toBeNull();
    expect(edits.areNewerThan(null)).toBe(false);
  });
});
