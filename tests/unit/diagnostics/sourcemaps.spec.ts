import vm from 'node:vm';
import { transformSync } from 'esbuild';
import { mapStack, SourceMaps, type ReadText } from '../../../src/diagnostics/sourcemaps.js';

const script = 'https://hub.example/lab/extensions/jupyterlab-xes/static/360.0a1b.js?v=0a1b';
const other = 'https://hub.example/static/lab/main.js';
const source = `
export interface IBox { width: number }
function area(box: IBox | null): number {
  return box!.width * 2;
}
export function draw(): number {
  return area(null);
}
draw();
`;
const { code, map } = transformSync(source, {
  loader: 'ts',
  format: 'iife',
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  sourcefile: 'webpack://jupyterlab-xes/./src/plots/box.ts'
});

/** The stack of an error thrown by the minified code, as served from an address. */
function stackOf(url: string): string {
  try {
    new vm.Script(code, { filename: url }).runInThisContext();
  } catch (error) {
    return (error as Error).stack?.replace(/^[\s\S]*?(?=TypeError)/, '') ?? '';
  }
  throw new Error('nothing was thrown');
}

describe('mapStack', () => {
  const isOurs = (url: string) => url.startsWith('https://hub.example/lab/extensions/');
  const mapped = (stack: string, read: ReadText) => mapStack(stack, new SourceMaps(isOurs, read));

  it('names the places in the sources', async () => {
    const requested: string[] = [];
    const stack = stackOf(script);
    expect(stack).toContain(`${script}:1:`);
    const text = await mapped(stack, url => {
      requested.push(url);
      return Promise.resolve(map);
    });
    const [, first, second, third] = text?.split('\n') ?? [];
    expect(first).toMatch(/^ {4}at .*\(?src\/plots\/box\.ts:4:15\)?$/);
    expect(second).toMatch(/src\/plots\/box\.ts:7:10\)?$/);
    expect(third).toMatch(/src\/plots\/box\.ts:9:1\)?$/);
    // once, next to the script
    expect(requested).toEqual([script.replace('.js?', '.js.map?')]);
  });

  it('reads what Firefox and Safari write', async () => {
    const [place] = /:1:\d+/.exec(stackOf(script)) ?? [''];
    const stack = `t@${script}${place}\n@${other}:3:4\n`;
    const text = await mapped(stack, () => Promise.resolve(map));
    expect(text).toBe(`t@src/plots/box.ts:4:15\n@${other}:3:4\n`);
  });

  it('requests no map of foreign scripts', async () => {
    const read = jest.fn(() => Promise.resolve(map));
    expect(await mapped(stackOf(other), read)).toBeNull();
    expect(await mapped('odd', read)).toBeNull();
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['that is not there', null],
    ['that is a page', '<!DOCTYPE html>'],
    ['of another kind', '{}'],
    ['cut off', map.slice(0, -20)]
  ])('leaves the stack unchanged if its map is %s', async (_, text) => {
    expect(await mapped(stackOf(script), () => Promise.resolve(text))).toBeNull();
  });

  it('leaves a location that its map does not know', async () => {
    const stack = `Error: x\n    at run (${script}:900:1)`;
    expect(await mapped(stack, () => Promise.resolve(map))).toBeNull();
    const zero = `Error: x\n    at run (${script}:0:0)`;
    expect(await mapped(zero, () => Promise.resolve(map))).toBeNull();
  });

  it('reads the map of a script once for all stacks, and of eight scripts at most', async () => {
    const read = jest.fn(() => Promise.resolve(map));
    const maps = new SourceMaps(isOurs, read);
    const stack = stackOf(script);
    const names = [...Array(10).keys()].map(i => script.replace('360', String(i)));
    const stacks = [stack, `${stack}\n`, ...names.map(name => stack.replaceAll(script, name))];
    const texts = await Promise.all(stacks.map(text => mapStack(text, maps)));
    expect(read).toHaveBeenCalledTimes(8);
    expect(texts.map(text => text !== null)).toEqual(stacks.map((_, i) => i < 9));
  });

  it('looks at whole lines at the beginning of a very long stack', async () => {
    const [line] = /^.*:1:\d+\)?$/m.exec(stackOf(script)) ?? [''];
    const text = await mapped(`${line}\n`.repeat(1000), () => Promise.resolve(map));
    const lines = text?.split('\n') ?? [];
    expect(lines).toHaveLength(Math.floor(20_000 / (line.length + 1)));
    expect(new Set(lines).size).toBe(1);
    expect(lines[0]).toContain('src/plots/box.ts:4:15');
    expect(await mapped('x'.repeat(1e5) + stackOf(script), () => Promise.resolve(map))).toBeNull();
  });
});
