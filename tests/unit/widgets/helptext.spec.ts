import { readFileSync } from 'node:fs';
import { version } from '../../../src/base/version';
import { aboutSection, helpSections } from '../../../src/widgets/helptext';

interface IShortcut {
  command: string;
  keys: string[];
}

const keys = helpSections.flatMap(({ lines }) =>
  lines.flatMap(line => (typeof line === 'string' ? [] : [line[0]]))
);

describe('the sheet of gestures and keys', () => {
  it('has every shortcut of the settings', () => {
    const schema = JSON.parse(readFileSync('schema/plugin.json', 'utf8')) as {
      'jupyter.lab.shortcuts': IShortcut[];
    };
    const shortcuts = schema['jupyter.lab.shortcuts'].map(({ keys: [first] }) =>
      first.replace('Accel', 'Ctrl').replaceAll(' ', '+')
    );
    expect(shortcuts.length).toBeGreaterThan(5);
    expect(shortcuts.filter(shortcut => !keys.includes(shortcut))).toEqual([]);
  });

  it('has every key of the list', () => {
    const source = readFileSync('src/widgets/list/keys.ts', 'utf8');
    const spoken: Record<string, string> = {
      ArrowUp: '↑',
      ArrowDown: '↓',
      ArrowLeft: '←',
      ArrowRight: '→',
      "' '": 'Space',
      Backspace: 'Delete'
    };
    const names = [...source.matchAll(/^ {2}('.'|[A-Z]\w*): '/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    const text = keys.join(' ');
    expect(names.filter(name => !text.includes(spoken[name] ?? name))).toEqual([]);
  });

  it('names no key twice in a section', () => {
    for (const { title, lines } of helpSections.slice(0, -1)) {
      const own = lines.flatMap(line => (typeof line === 'string' ? [] : [line[0]]));
      expect([title, new Set(own).size]).toEqual([title, own.length]);
    }
  });

  it('ends with the versions, and warns if they differ', () => {
    const versionsOf = (server: Parameters<typeof aboutSection>[0]['server']) =>
      aboutSection({ lab: 'JupyterLab 4.5.0', server }).lines.join('\n');
    const same = versionsOf({ version, python: '3.12.3' });
    expect(same).toContain(
      `jupyterlab-xes ${version} in JupyterLab 4.5.0; server extension: ${version} under Python 3.12.3.`
    );
    expect(same).toContain('Cite it as');
    expect(same).not.toContain('different versions');
    expect(versionsOf({ version: '0.0.9' })).toContain('different versions');
    expect(versionsOf(null)).toContain('not installed');
    const cited = readFileSync('CITATION.cff', 'utf8');
    expect(cited).toContain(`version: ${version}`);
    expect(cited).toContain('jupyterlab-xes: X-ray emission spectroscopy in JupyterLab');
  });
});
