import { plain } from './plain.js';
import { redact } from './redact.js';
import type { Level, LogFacts } from './types.js';

/** One line of the log, already redacted; as JSON, one line of the file. */
export interface ILogEntry {
  /** 8 hex digits; with `seq` it makes repeated deliveries harmless. */
  session: string;
  /** 1… in the order of the session. */
  seq: number;
  /** UTC with milliseconds, as `2026-11-24T22:15:00.000Z`. */
  time: string;
  level: Level;
  module: string;
  message: string;
  /** Of the document concerned; '' where there is none. */
  path: string;
  /** `file:line` of the call, from warnings on; with the column where the file is one line. */
  where?: string;
  /** How many times more the same came right after. */
  repeats?: number;
  context?: LogFacts;
}

/** A message as it was given: what costs time is done when it is written. */
export interface ILogRecord {
  /** Milliseconds since 1970. */
  time: number;
  level: Level;
  module: string;
  message: string;
  path: string;
  context: LogFacts | undefined;
  /** Something whose `stack` tells where the call was; formatting it is what costs. */
  site: { stack?: string } | undefined;
  repeats: number;
}

/** Longest message kept (characters); what is cut is cut between words. */
const longest = 4096;
/** Longest text and name in the context (characters), and how many there may be. */
const longestFact = 512;
const longestName = 64;
const maxFacts = 24;

/** What is written of a record. */
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
  // redacted as a whole: what its parts were could not be known
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
 * A text of bounded length. It is cut before it is redacted, so never inside of a word, however
 * long: half of a token would not be known for one. The copy keeps nothing of the long text in
 * memory.
 */
export function bounded(text: string, length = longest): string {
  if (text.length <= length) {
    return text;
  }
  const head = text.slice(0, length);
  const end = Math.max(0, head.search(/\s\S*$/));
  return `${JSON.parse(JSON.stringify(head.slice(0, end))) as string} … (${text.length} characters)`;
}

/** `file:line` of the first frame of a stack that is in a script. */
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

/** Redacted first: then it can be cut anywhere. */
function short(text: string, length: number): string {
  const clean = redact(bounded(text));
  return clean.length <= length ? clean : `${clean.slice(0, length)}…`;
}
