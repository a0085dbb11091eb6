/** A date and time as a file has it. */
export interface Moment {
  /** ms since 1970, as if in UTC where no zone is written. */
  readonly time: number;
  /** Whether its zone is written. */
  readonly hasZone: boolean;
}

const iso =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?$/i;

/**
 * A date and time as ISO 8601 writes it, also with a blank for the T and with a zone in hours alone (`+01`, as I20
 * writes it). Null for anything else: in which order other formats write day, month and year can't be seen.
 */
export function isoTime(text: string): Moment | null {
  const found = iso.exec(text.trim());
  if (!found) {
    return null;
  }
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(part => Number(part ?? 0));
  const [fraction = '', utc, sign, ...offset] = found.slice(7);
  const [zoneHours, zoneMinutes] = offset.map(part => Number(part ?? 0));
  const midnight = Date.UTC(year, month - 1, day);
  const isDay = new Date(midnight).toISOString().startsWith(found.slice(1, 4).join('-'));
  // 60: a leap second
  if (!isDay || hour > 23 || minute > 59 || second > 60 || zoneHours > 23 || zoneMinutes > 59) {
    return null;
  }
  const ahead = (sign === '-' ? -1 : 1) * (60 * zoneHours + zoneMinutes);
  const seconds = 60 * (60 * hour + minute - ahead) + second;
  return {
    time: midnight + 1000 * seconds + 1000 * Number(`0.${fraction}0`),
    hasZone: utc !== undefined || sign !== undefined
  };
}

/** Why differences of times are not known, or tell nothing. */
export type Incomparable = 'unknown' | 'zones' | 'equal';

/** Times that can be compared, ms: all are known, all have a zone or none has, and they are not all the same. */
export function comparableTimes(moments: readonly (Moment | null)[]): number[] | Incomparable {
  const known = moments.filter(moment => moment !== null);
  if (known.length < moments.length) {
    return 'unknown';
  }
  if (new Set(known.map(({ hasZone }) => hasZone)).size > 1) {
    return 'zones';
  }
  const times = known.map(({ time }) => time);
  return new Set(times).size > 1 ? times : 'equal';
}
