import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** The text of a file; null where it can't be had. Must not throw. */
export type ReadText = (url: string) => Promise<string | null>;

/** A place in a script of a stack: `https://…/name.js?v=1:2:345`, in all browsers. */
const place = /(https?:\/\/[^\s()]+?\.js(?:\?[^\s():]*)?):(\d+):(\d+)/g;

/** Scripts of a report whose maps are read. */
const mostScripts = 8;

/** Characters of a stack that are looked at. */
const mostLength = 20_000;

/** The maps of a report's scripts, each read once however many stacks name it. */
export class SourceMaps {
  /** @param _isOurs whether a script has a map that may be read. */
  constructor(
    private _isOurs: (script: string) => boolean,
    private _read: ReadText
  ) {}

  /** @returns null where there is none, or enough were read. */
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
 * A stack with its places in the sources, as `src/plots/figure.ts:12:3`; a place of which no map
 * tells stays as it was. Of a very long one only the beginning.
 * @returns null where no place is known.
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

/** Whole lines: the place at a cut would be another one. */
function beginning(stack: string): string {
  const end = stack.length > mostLength ? stack.lastIndexOf('\n', mostLength) : stack.length;
  return stack.slice(0, Math.max(0, end));
}

/** Beside the script, with the same query: that is how a new version is told from the old. */
function mapOf(script: string): string {
  const url = new URL(script);
  url.pathname += '.map';
  return url.href;
}

function parsed(text: string | null): TraceMap | null {
  try {
    return text === null ? null : new TraceMap(text);
  } catch {
    return null; // a page, as of a log-in, or cut off
  }
}

/** @param column from 1 on, as in stacks; in maps it is from 0 on. */
function source(map: TraceMap, line: number, column: number): string | null {
  if (line < 1 || column < 1) {
    return null; // made up: the library refuses them
  }
  const from = originalPositionFor(map, { line, column: column - 1 });
  if (from.source === null) {
    return null;
  }
  const file = from.source.replace(/^webpack:\/\/[^/]*\/(?:\.\/)?/, '');
  return `${file}:${from.line}:${from.column + 1}`;
}
