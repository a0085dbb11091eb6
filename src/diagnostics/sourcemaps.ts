import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** The text of a file; null where it can't be had. Must not throw. */
export type ReadText = (url: string) => Promise<string | null>;

/** A place in a script of a stack: `https://…/name.js?v=1:2:345`, in all browsers. */
const place = /(https?:\/\/[^\s()]+?\.js(?:\?[^\s():]*)?):(\d+):(\d+)/g;

/** Scripts of a stack whose maps are read. */
const mostScripts = 8;

/**
 * A stack with its places in the sources, as `src/plots/figure.ts:12:3`; a place of which no map
 * tells stays as it was.
 * @param isOurs whether a script has a map that may be read.
 * @returns null where no place is known.
 */
export async function mapStack(
  stack: string,
  isOurs: (script: string) => boolean,
  read: ReadText
): Promise<string | null> {
  const found = [...stack.matchAll(place)].map(([, script]) => script);
  const scripts = [...new Set(found)].filter(isOurs).slice(0, mostScripts);
  const maps = new Map<string, TraceMap>();
  await Promise.all(
    scripts.map(async script => {
      const map = parsed(await read(mapOf(script)));
      if (map) {
        maps.set(script, map);
      }
    })
  );
  const mapped = stack.replace(place, (whole, script: string, line: string, column: string) => {
    const map = maps.get(script);
    return (map && source(map, Number(line), Number(column))) ?? whole;
  });
  return mapped === stack ? null : mapped;
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
