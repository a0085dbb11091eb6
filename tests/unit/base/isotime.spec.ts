import { comparableTimes, isoTime } from '../../../src/base/isotime';

const utc = (time: string) => Date.parse(time);

describe('a time in ISO 8601', () => {
  it.each([
    ['2025-10-13T02:11:40.869+01', '2025-10-13T01:11:40.869Z'], // as I20 writes it
    ['2025-10-13T02:11:40.869+0100', '2025-10-13T01:11:40.869Z'],
    ['2025-10-13T02:11:40.869+01:00', '2025-10-13T01:11:40.869Z'],
    ['2025-10-13T22:11:40-03:30', '2025-10-14T01:41:40Z'],
    ['2025-10-13T02:11:40,5Z', '2025-10-13T02:11:40.5Z'],
    [' 2025-10-13 02:11z\n', '2025-10-13T02:11:00Z'],
    ['2024-02-29T23:59:60Z', '2024-03-01T00:00:00Z']
  ])('%j is read with its zone', (text, same) => {
    expect(isoTime(text)).toEqual({ time: utc(same), hasZone: true });
  });

  it('without a zone is read the same in every zone of the machine', () => {
    expect(isoTime('2025-03-30T02:30:00')).toEqual({
      time: utc('2025-03-30T02:30:00Z'),
      hasZone: false
    });
  });

  it('keeps fractions of a millisecond', () => {
    expect(isoTime('1970-01-01T00:00:01.0005Z')?.time).toBeCloseTo(1000.5, 9);
  });

  it.each([
    '',
    '05.09.2022 13:00',
    '22.09.05 13:00', // Photon Factory
    '09/05/2022 13:00:00',
    'Mon Sep 05 13:00:00 2022',
    '2022-09-05',
    '2022-02-29T10:00:00Z',
    '2022-13-01T10:00:00Z',
    '2022-09-05T24:00:00Z',
    '2022-09-05T10:60:00Z',
    '2022-09-05T10:00:00+1',
    '2022-09-05T10:00:00+01:75',
    '2022-09-05T10:00:00 CET'
  ])('is not %j', text => {
    expect(isoTime(text)).toBeNull();
  });
});

describe('times of several scans', () => {
  const moments = (...texts: string[]) => texts.map(isoTime);

  it('are comparable if all have a zone, or none has', () => {
    const zoned = comparableTimes(moments('2025-10-13T02:00+01', '2025-10-13T02:00Z'));
    expect(zoned).toEqual([utc('2025-10-13T01:00Z'), utc('2025-10-13T02:00Z')]);
    const plain = comparableTimes(moments('2025-10-13T02:00', '2025-10-13T03:00'));
    expect(plain).toEqual([utc('2025-10-13T02:00Z'), utc('2025-10-13T03:00Z')]);
  });

  it.each([
    ['zones', ['2025-10-13T02:00', '2025-10-13T03:00Z']],
    ['unknown', ['2025-10-13T02:00Z', '13.10.2025 03:00']],
    ['equal', ['2025-10-13T02:00Z', '2025-10-13T03:00+01']]
  ])('are not if it is pointless: %s', (why, texts) => {
    expect(comparableTimes(moments(...texts))).toBe(why);
  });
});
