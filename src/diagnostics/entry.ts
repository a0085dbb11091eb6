import { plain } from './plain.js';
import { redact } from './redact.js';
import type { Level, LogFacts } from './types.js';

/** A line of the log, redacted; as JSON, a line of the file. */
export interface ILogEntry {
  /** 8 hex digits; with `seq` it makes repeated deliveries harmless. */
  session: string;
  /** 1… in the order of the session. */
  seq: number;
  /** UTC with milliseconds: `2026-11-24T22:15:00.000Z`. */
  time: string;
  level: Level;
  module: string;
  message: string;
  /** Path of the document concerned; '' if there is none. */
  path: string;
  /** `file:line` of the call, for warnings and above; with the column if the file is one line. */
  where?: string;
  /** How many times the same message followed directly. */
  repeats?: number;
  context?: LogFacts;
}

/** A message as it was logged: slow work is done when it is written. */
export interface ILogRecord {
  /** Milliseconds since 1970. */
  time: number;
  level: Level;
  module: string;
  message: string;
  path: string;
  context: LogFacts | undefined;
  /** Object whose `stack` shows where the call was; formatting it is expensive. */
  site: { stack?: string } | undefined;
  repeats: number;
}

/** Longest message (characters); it is cut between words. */
const longest = 4096;
/** Longest text and name in the context (characters), and the most facts. */
const longestFact = 512;
const longestName = 64;
const maxFacts = 24;

/** The log entry of a record. */
export function entryOf(record: ILogRecord, session: string, seq: number): ILogEntry {
  const entry: ILogEntry = {
    session,
    seq,
    time: new Date(record.time).toISOString(),
    level: record.level,
    module: redact(record.module),
    message: redact(record.message),
    path: redact(record.path)
  };
  // redacted as a whole: secrets in its parts might not be recognised
  const where = record.site && callSite(redact(bounded(record.site.stack ?? '')));
  if (where) {
    entry.where = where;
  }
  if (record.repeats > 0) {
    entry.repeats = record.repeats;
  }
  const context = record.context && factsOf(record.context);
  if (context) {
    entry.context = context;
  }
  return entry;
}

/**
 * A text of bounded length. It is cut before it is redacted, so never inside a word, however long:
 * half a token would not be recognised as one. The copy does not keep the long text in memory.
 */
export function bounded(text: string, length = longest): string {
  if (text.length <= length) {
    return text;
  }
  const head = text.slice(0, length);
  const end = Math.max(0, head.search(/\s\S*$/));
  return `${JSON.parse(JSON.stringify(head.slice(0, end))) as string} … (${text.length} characters)`;
}

/** `file:line` of the first frame in a script. */
export function callSite(stack: string): string | undefined {
  const found = /([\w.$-]+\.[cm]?[jt]sx?)(?:\?[^\s():]*)?:(\d+):(\d+)\)?\s*(?:\n|$)/.exec(stack);
  if (!found) {
    return undefined;
  }
  const [, file, line, column] = found;
  return line === '1' ? `${file}:1:${column}` : `${file}:${line}`;
}

function factsOf(context: LogFacts): LogFacts | undefined {
  const facts: [string, string | number | boolean | null][] = [];
  for (const [name, value] of Object.entries(context).slice(0, maxFacts)) {
    if (value === undefined) {
      continue;
    }
    const isFlat = value === null || typeof value === 'number' || typeof value === 'boolean';
    facts.push([short(name, longestName), isFlat ? value : short(String(value), longestFact)]);
  }
  return facts.length > 0 ? (plain(Object.fromEntries(facts)) as LogFacts) : undefined;
}

/** Redacted first, so that it can be cut anywhere. */
function short(text: string, length: number): string {
  const clean = redact(bounded(text));
  return clean.length <= length ? clean : `${clean.slice(0, length)}…`;
}
