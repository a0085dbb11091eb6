import vm from 'node:vm';
import { transformSync } from 'esbuild';
import { mapStack } from '../../../src/diagnostics/sourcemaps.js';

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

/** The stack of what the minified code throws, as served from an address. */
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

  it('names the places in the sources', async () => {
    const asked: string[] = [];
    const stack = stackOf(script);
    expect(stack).toContain(`${script}:1:`);
    const mapped = await mapStack(stack, isOurs, url => {
      asked.push(url);
      return Promise.resolve(map);
    });
    const [, first, second, third] = mapped?.split('\n') ?? [];
    expect(first).toMatch(/^ {4}at .*\(?src\/plots\/box\.ts:4:15\)?$/);
    expect(second).toMatch(/src\/plots\/box\.ts:7:10\)?$/);
    expect(third).toMatch(/src\/plots\/box\.ts:9:1\)?$/);
    // once, beside the script
    expect(asked).toEqual([script.replace('.js?', '.js.map?')]);
  });

  it('reads what Firefox and Safari write', async () => {
    const [place] = /:1:\d+/.exec(stackOf(script)) ?? [''];
    const stack = `t@${script}${place}\n@${other}:3:4\n`;
    const mapped = await mapStack(stack, isOurs, () => Promise.resolve(map));
    expect(mapped).toBe(`t@src/plots/box.ts:4:15\n@${other}:3:4\n`);
  });

  it('asks for no map of what is not ours', async () => {
    const read = jest.fn(() => Promise.resolve(map));
    expect(await mapStack(stackOf(other), isOurs, read)).toBeNull();
    expect(await mapStack('odd', isOurs, read)).toBeNull();
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['that is not there', null],
    ['that is a page', '<!DOCTYPE html>'],
    ['of another kind', '{}'],
    ['cut off', map.slice(0, -20)]
  ])('leaves the stack as it was where there is a map %s', async (_, text) => {
    expect(await mapStack(stackOf(script), isOurs, () => Promise.resolve(text))).toBeNull();
  });

  it('leaves a place that its map does not know', async () => {
    const stack = `Error: x\n    at run (${script}:900:1)`;
    expect(await mapStack(stack, isOurs, () => Promise.resolve(map))).toBeNull();
    const zero = `Error: x\n    at run (${script}:0:0)`;
    expect(await mapStack(zero, isOurs, () => Promise.resolve(map))).toBeNull();
  });
});
