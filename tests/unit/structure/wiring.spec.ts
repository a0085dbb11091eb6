import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const source = path.join(root, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .map(file => file.split(path.sep).join('/'));
const read = (file: string) => readFileSync(path.join(source, file), 'utf8');
/** Without comments. */
const codeOf = (file: string) =>
  read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '');
const of = (room: string) => files.filter(file => file.startsWith(`${room}/`));

describe('plugins', () => {
  const plugins = of('plugins');

  it('are wiring: short in total, and individually', () => {
    const lines = plugins.map(file => read(file).split('\n').length);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1200);
    expect(plugins.filter((_, i) => lines[i] > 180)).toEqual([]);
  });

  it('are one per file, all named by index.ts', () => {
    const named = [...read('index.ts').matchAll(/import \{ (\w+Plugin) \} from '\.\/(.*)\.js'/g)];
    const defining = plugins.flatMap(file =>
      [...read(file).matchAll(/export const (\w+): JupyterFrontEndPlugin</g)].map(
        ([, name]) => `${name} ${file}`
      )
    );
    expect(defining.sort()).toEqual(named.map(([, name, file]) => `${name} ${file}.ts`).sort());
    expect(new Set(defining.map(text => text.split(' ')[1])).size).toBe(defining.length);
  });

  it('do not listen to events of the page themselves', () => {
    expect(plugins.filter(file => /addEventListener|\.on[a-z]+ = /.test(codeOf(file)))).toEqual([]);
  });
});

describe('the lifecycle events of the page', () => {
  const owner = 'lifecycle/pagelifecycle.ts';
  const raw =
    /['"](visibilitychange|freeze|resume|pagehide|pageshow|beforeunload|unload)['"]|\bwasDiscarded\b|\.on(visibilitychange|freeze|resume|pagehide|pageshow|beforeunload|unload)\b/;

  it('are found', () => {
    expect(raw.test(codeOf(owner))).toBe(true);
    expect(raw.test("window.addEventListener('pagehide', end)")).toBe(true);
  });

  it('are listened to in one module', () => {
    const asking = /\bpageLifecycle\.wasDiscarded\b/g;
    const listeners = files
      .filter(file => file !== owner && !file.startsWith('cli/'))
      .filter(file => raw.test(codeOf(file).replace(asking, '')));
    expect(listeners).toEqual([]);
  });
});

describe('workarounds', () => {
  const workarounds = of('workarounds').filter(file => !file.endsWith('/index.ts'));

  it('are found', () => {
    expect(workarounds.length).toBeGreaterThan(5);
  });

  it.each(workarounds)('%s has a reason, the upstream status, and when it is idle', file => {
    const comments = (read(file).match(/\/\*\*[\s\S]*?\*\//g) ?? [])
      .join(' ')
      .replace(/\s+\*?\s*/g, ' ');
    expect(comments.length).toBeGreaterThan(200);
    expect(comments).toMatch(/#\d+|no issue|No issue/);
    expect(comments).toMatch(/(If|While|Once) [^.]*\bthis (does (nothing|the same)|only)/);
  });

  it.each(workarounds)('%s has a test', file => {
    const name = path.basename(file).replace(/\.tsx?$/, '');
    const tests = ['ts', 'tsx'].map(ending => `tests/unit/workarounds/${name}.spec.${ending}`);
    expect(tests.filter(test => existsSync(path.join(root, test)))).toHaveLength(1);
  });
});
