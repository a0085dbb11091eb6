import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** Returns the text of a file, or null if it is unavailable. Must not throw. */
export type ReadText = (url: string) => Promise<string | null>;

/** A position in a stack: `https://…/name.js?v=1:2:345`, in all browsers. */
const place = /(https?:\/\/[^\s()]+?\.js(?:\?[^\s():]*)?):(\d+):(\d+)/g;

/** Most scripts per report whose maps are read. */
const mostScripts = 8;

/** Longest part of a stack that is mapped (characters). */
const mostLength = 20_000;

/** The source maps of a report's scripts, each read once. */
export class SourceMaps {
  /** @param _isOurs whether the map of a script may be read. */
  constructor(
    private _isOurs: (script: string) => boolean,
    private _read: ReadText
  ) {}

  /** @returns null if there is no map, or too many were read. */
  of(script: string): Promise<TraceMap | null> {
    const known = this._maps.get(script);
    if (known || !this._isOurs(script) || this._maps.size >= mostScripts) {
      return known ?? Promise.resolve(null);
    }
    const map = this._read(mapOf(script)).then(parsed);
    this._maps.set(script, map);
    return map;
  }

  private _maps = new Map<string, Promise<TraceMap | null>>();
}

/**
 * A stack with positions in the sources, as `src/plots/figure.ts:12:3`; unmapped positions stay. A
 * very long stack is cut.
 * @returns null if no position is mapped.
 */
export async function mapStack(stack: string, sources: SourceMaps): Promise<string | null> {
  const text = beginning(stack);
  const scripts = new Set([...text.matchAll(place)].map(([, script]) => script));
  const maps = new Map<string, TraceMap | null>();
  await Promise.all([...scripts].map(async script => maps.set(script, await sources.of(script))));
  const mapped = text.replace(place, (whole, script: string, line: string, column: string) => {
    const map = maps.get(script);
    return (map && source(map, Number(line), Number(column))) ?? whole;
  });
  return mapped === text ? null : mapped;
}

/** Cut after a whole line: a position must not be cut. */
function beginning(stack: string): string {
  const end = stack.length > mostLength ? stack.lastIndexOf('\n', mostLength) : stack.length;
  return stack.slice(0, Math.max(0, end));
}

/** Next to the script, with the same query, which distinguishes versions. */
function mapOf(script: string): string {
  const url = new URL(script);
  url.pathname += '.map';
  return url.href;
}

function parsed(text: string | null): TraceMap | null {
  try {
    return text === null ? null : new TraceMap(text);
  } catch {
    return null; // an HTML page, e.g. of a log-in, or truncated
  }
}

/** @param column from 1, as in stacks; maps count from 0. */
function source(map: TraceMap, line: number, column: number): string | null {
  if (line < 1 || column < 1) {
    return null; // invalid: the library would throw
  }
  const from = originalPositionFor(map, { line, column: column - 1 });
  if (from.source === null) {
    return null;
  }
  const file = from.source.replace(/^webpack:\/\/[^/]*\/(?:\.\/)?/, '');
  return `${file}:${from.line}:${from.column + 1}`;
}
