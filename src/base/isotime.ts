/** A date and time from a file. */
export interface Moment {
  /** ms since 1970, as if in UTC if no zone is given. */
  readonly time: number;
  /** Whether a zone is given. */
  readonly hasZone: boolean;
}

const iso =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?$/i;

/**
 * Parse ISO 8601, also with a space instead of the T and with a zone in hours only (`+01`, as
 * written by I20). Null for anything else: the order of day, month and year in other formats is
 * ambiguous.
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

/** Why differences of times are not known, or not informative. */
export type Incomparable = 'unknown' | 'zones' | 'equal';

/**
 * Times that can be compared, ms: all are known, all have a zone or none has, and they are not all
 * equal.
 */
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
