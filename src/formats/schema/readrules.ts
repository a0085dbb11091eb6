import type {
  ArrayRule,
  ChannelRule,
  MetadataKey,
  PlannedRule,
  ScanRules,
  TextRule,
  TextRules,
  ValueKind
} from './types.js';
import { invalidSchema } from './checks.js';

/** JSON already checked against its description. */
export type Raw = unknown;
export type RawRecord = Readonly<Record<string, Raw>>;

/** A text in checked JSON; null if there is none. */
export function textOrNull(value: Raw): string | null {
  return typeof value === 'string' ? value : null;
}

/** A text in checked JSON as a pattern; null if there is none. */
export function patternOrNull(value: Raw, flags = ''): RegExp | null {
  return typeof value === 'string' ? new RegExp(value, flags) : null;
}

const valueKinds: readonly ValueKind[] = ['counts', 'intensity', 'transmission', 'ratio'];

/** The rules common to trees and texts. @param pointer JSON pointer of `raw` */
export function readScanRules(raw: RawRecord, pointer: string): ScanRules {
  const rule = (key: string) => arrayRule(raw[key], `${pointer}/${key}`);
  const metadata = Object.entries((raw.metadata ?? {}) as RawRecord);
  const crystals = Object.entries((raw.crystals ?? {}) as RawRecord);
  const emission = rule('emission');
  if (emission && emission.jitter > 0) {
    throw invalidSchema(`${pointer}/emission`, 'only the incident energy may have a jitter');
  }
  return {
    pointer,
    incident: rule('incident'),
    emission,
    monitor: rule('monitor'),
    time: rule('time'),
    channels: (raw.channels as RawRecord[]).map((channelJson, i) =>
      channelRule(channelJson, `${pointer}/channels/${i}`)
    ),
    shape: rule('shape'),
    planned: plannedRule(raw.planned),
    metadata: Object.fromEntries(
      metadata.map(([key, value]): [MetadataKey, TextRules] => [
        key as MetadataKey,
        textRules(value)
      ])
    ),
    crystals: Object.fromEntries(crystals.map(([name, value]) => [name, textRules(value)]))
  };
}

/** Locations of a text: one, or a list. */
export function textRules(raw: Raw): TextRules {
  return (Array.isArray(raw) ? (raw as Raw[]) : [raw]).map(textRule);
}

function textRule(raw: Raw): TextRule {
  if (typeof raw === 'string') {
    return { path: raw, pattern: null, take: 'first' };
  }
  const { path, pattern, take } = raw as RawRecord;
  return {
    path: textOrNull(path) ?? '',
    pattern: patternOrNull(pattern, 'gm'),
    take: take === 'last' ? 'last' : 'first'
  };
}

function arrayRule(raw: Raw, pointer: string): ArrayRule | null {
  if (raw === undefined) {
    return null;
  }
  const isPlain = typeof raw === 'string' || Array.isArray(raw);
  const { paths, motor, signal, unit, scale, jitter, spacing } = (
    isPlain ? { paths: raw } : raw
  ) as RawRecord;
  const list = paths === undefined ? [] : typeof paths === 'string' ? [paths] : (paths as string[]);
  if (list.length === 0 && motor === undefined && signal === undefined) {
    throw invalidSchema(pointer, 'it names no array: it needs "paths", "motor" or "signal"');
  }
  return {
    pointer,
    paths: list,
    motor: patternOrNull(motor, 'i'),
    signal: textOrNull(signal),
    unit: textOrNull(unit),
    scale: Number(scale ?? 1),
    jitter: Number(jitter ?? 0),
    spacing:
      spacing === undefined || typeof spacing === 'number' ? (spacing ?? null) : textRule(spacing)
  };
}

function channelRule(raw: RawRecord, pointer: string): ChannelRule {
  const rule = (key: string) => arrayRule(raw[key], `${pointer}/${key}`);
  const values = valueKinds.flatMap(kind => {
    const found = rule(kind);
    return found ? [{ kind, rule: found }] : [];
  });
  if (values.length === 0) {
    throw invalidSchema(pointer, `it has none of ${valueKinds.join(', ')}`);
  }
  const scaled = values.find(({ kind, rule: { scale } }) => kind === 'counts' && scale !== 1);
  if (scaled) {
    throw invalidSchema(
      `${scaled.rule.pointer}/scale`,
      'counts are whole numbers of a Poisson process, and never scaled: call it intensity'
    );
  }
  const each = textOrNull(raw.each);
  return {
    pointer,
    name: textOrNull(raw.name) ?? (each === null ? 'default' : ''),
    each,
    emission: rule('emission'),
    bragg: rule('bragg'),
    values,
    frames: rule('frames')
  };
}

function plannedRule(raw: Raw): PlannedRule | null {
  if (raw === undefined) {
    return null;
  }
  const { command, stepped, grouped } = raw as RawRecord;
  return {
    command: command === 'gda' ? 'gda' : 'spec',
    stepped: textOrNull(stepped),
    grouped: textOrNull(grouped)
  };
}
