import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const source = path.resolve(__dirname, '../../../src');

/** Rooms, and single files of others, that each room may import, from the design's table. */
const rooms: Record<string, string[]> = {
  base: [],
  lifecycle: [],
  science: [],
  formats: ['science'],
  io: ['formats', 'science', 'lifecycle', 'diagnostics'],
  analysis: ['science', 'formats'],
  figures: ['analysis', 'formats', 'science'],
  // colours and limits are computed in the worker, so it may import what paints; NeXus is written
  // there too
  compute: ['analysis', 'figures', 'formats', 'science', 'lifecycle', 'diagnostics', 'io/h5write'],
  model: ['analysis', 'compute', 'io', 'lifecycle', 'diagnostics'],
  plots: ['figures', 'science', 'analysis', 'lifecycle', 'diagnostics'],
  diagnostics: ['lifecycle'],
  workarounds: ['lifecycle'],
  settings: ['workarounds', 'lifecycle'],
  server: ['workarounds', 'lifecycle', 'diagnostics'],
  health: ['server', 'lifecycle', 'diagnostics'],
  widgets: [
    'model',
    'analysis',
    'figures',
    'plots',
    'health',
    'workarounds',
    'lifecycle',
    'diagnostics'
  ],
  // in addition to the design's: the login is checked before each check of a file
  documents: [
    'model',
    'analysis',
    'figures/paper/formats',
    'figures/paper/look',
    'io',
    'server',
    'workarounds',
    'lifecycle',
    'diagnostics'
  ],
  recovery: ['model', 'analysis', 'documents', 'server', 'lifecycle', 'diagnostics'],
  // the commands, `xes:…`: their arguments, and what they do
  commands: [
    'model',
    'analysis',
    'documents',
    'figures/paper/look',
    'figures/paper/size',
    'formats',
    'plots',
    'server',
    'settings',
    'widgets',
    'lifecycle',
    'diagnostics'
  ],
  // the content of outputs, and the requests of kernels
  notebook: [
    'model',
    'analysis',
    'commands',
    'documents',
    'settings',
    'widgets',
    'workarounds',
    'lifecycle',
    'diagnostics'
  ],
  // a document's tab, and its parts
  tabs: [
    'model',
    'analysis',
    'commands',
    'compute',
    'documents',
    'health',
    'io',
    'notebook',
    'plots',
    'server',
    'settings',
    'widgets',
    'workarounds',
    'lifecycle',
    'diagnostics'
  ],
  plugins: [
    'analysis',
    'commands',
    'compute',
    'documents',
    'health',
    'io',
    'notebook',
    'plots',
    'recovery',
    'server',
    'settings',
    'tabs',
    'widgets',
    'workarounds',
    'lifecycle',
    'diagnostics'
  ],
  cli: ['science', 'formats', 'figures', 'io', 'analysis', 'health', 'diagnostics']
};

/** What every room may use. */
const commonRoom = 'base';
/** Types of the data that flows through the code; importing a type binds nothing at run time. */
const commonTypes = /^(formats|science|io|analysis|figures|compute|diagnostics)\//;

/** Rooms at the bottom: not even types of those above. */
const withoutCommonTypes = new Set(['base', 'science', 'lifecycle', 'formats']);

const packages: { name: RegExp; rooms: string[] }[] = [
  { name: /^plotly\.js/, rooms: ['plots'] },
  { name: /^h5wasm/, rooms: ['io'] },
  {
    name: /^@jupyterlab\//,
    rooms: [
      'commands',
      'diagnostics',
      'documents',
      'health',
      'notebook',
      'plugins',
      'recovery',
      'server',
      'settings',
      'tabs',
      'widgets',
      'workarounds'
    ]
  }
];
const noPackages = new Set(['base', 'science', 'formats']);

interface IImport {
  file: string;
  room: string;
  target: string;
  isType: boolean;
  /** Whether it is loaded on demand. */
  isLazy: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') || file.endsWith('.tsx'))
  .map(file => file.split(path.sep).join('/'));

function importsOf(file: string): IImport[] {
  const text = readFileSync(path.join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const pattern =
    /^\s*(import|export)\s+(type\s)?([^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...text.matchAll(pattern)].map(match => {
    const target = match[4] ?? match[5];
    const named = /^\s*\{([^}]*)\}/.exec(match[3] ?? '')?.[1].split(',') ?? null;
    const onlyTypes = named?.every(name => /^\s*(type\s|$)/.test(name)) ?? false;
    return {
      file,
      room: file.split('/')[0],
      target: target.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), target).replace(/\.js$/, '')
        : target,
      isType: match[2] !== undefined || onlyTypes,
      isLazy: match[5] !== undefined
    };
  });
}

const all = files.flatMap(importsOf);
const inside = all.filter(({ target }) =>
  files.some(file => file.replace(/\.tsx?$/, '') === target)
);

/**
 * The list of the plugins, and TypeScript's declaration of style sheets; nothing else is outside
 * the rooms.
 */
const isEntry = (file: string) => ['index.ts', 'style.d.ts'].includes(file);

function isAllowed({ file, room, target, isType }: IImport): boolean {
  const other = target.split('/')[0];
  if (
    rooms[room]?.includes(target) ||
    other === room ||
    isEntry(file) ||
    rooms[room].includes(other)
  ) {
    return true;
  }
  if (other === commonRoom) {
    return true;
  }
  return isType && !withoutCommonTypes.has(room) && commonTypes.test(target);
}

/**
 * Files that import each other, directly or indirectly: the strongly connected parts of the imports
 * (Tarjan).
 */
function circlesOf(imports: readonly IImport[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { file, target } of imports) {
    const name = file.replace(/\.tsx?$/, '');
    targets.set(name, [...(targets.get(name) ?? []), target]);
  }
  const found: string[][] = [];
  const order = new Map<string, { index: number; low: number; isOpen: boolean }>();
  const open: string[] = [];
  const visit = (name: string) => {
    const own = { index: order.size, low: order.size, isOpen: true };
    order.set(name, own);
    open.push(name);
    for (const target of targets.get(name) ?? []) {
      const other = order.get(target) ?? visit(target);
      if (other.isOpen) {
        own.low = Math.min(own.low, other.low);
      }
    }
    if (own.low === own.index) {
      const members = open.splice(open.indexOf(name));
      members.forEach(member => (order.get(member)!.isOpen = false));
      if (members.length > 1) {
        found.push(members);
      }
    }
    return own;
  };
  [...targets.keys()].forEach(name => order.has(name) || visit(name));
  return found;
}

/** A file, and everything loaded with it. */
function loadedWith(file: string): Set<string> {
  const found = new Set([file]);
  for (const name of found) {
    inside
      .filter(entry => !entry.isType && !entry.isLazy && entry.file.replace(/\.tsx?$/, '') === name)
      .forEach(({ target }) => found.add(target));
  }
  return found;
}

const show = ({ file, target }: IImport) => `${file} -> ${target}`;

describe('the rooms of src/', () => {
  it('are found, and their imports', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(inside.length).toBeGreaterThan(60);
  });

  it('are all in the table', () => {
    const found = new Set(files.filter(file => !isEntry(file)).map(file => file.split('/')[0]));
    expect([...found].sort()).toEqual(Object.keys(rooms).sort());
  });

  it('import only the rooms they may', () => {
    const breaches = inside.filter(entry => !isAllowed(entry)).map(show);
    expect(breaches).toEqual([]);
  });

  it('import only the packages they may', () => {
    const outside = all.filter(entry => !inside.includes(entry) && !entry.target.startsWith('../'));
    const wrong = outside.filter(({ room, target, file }) => {
      const rule = packages.find(({ name }) => name.test(target));
      const isData = target.endsWith('.json') && existsSync(path.join(source, target));
      const isLocal =
        isData || files.some(other => other.startsWith(`${target}/`) || other === `${target}.d.ts`);
      return (
        !isLocal &&
        file.includes('/') &&
        (noPackages.has(room) || (rule !== undefined && !rule.rooms.includes(room)))
      );
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('have no circles of imports, types included', () => {
    expect(circlesOf(inside).map(members => members.sort().join(' '))).toEqual([]);
  });

  it('load the font of figures together with the writers of their files only', () => {
    const font = 'figures/paper/fontdata';
    expect(loadedWith('figures/paper/index')).toContain(font);
    const viewer = loadedWith('widgets/viewer');
    expect(viewer).toContain('figures/paper/plot'); // draws if plotly fails
    expect(viewer).not.toContain(font);
  });

  it('have small files: none over 400 lines, median about 100', () => {
    const lengths = files.map(
      file => readFileSync(path.join(source, file), 'utf8').split('\n').length
    );
    expect(files.filter((_, i) => lengths[i] > 400)).toEqual([]);
    lengths.sort((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(120);
  });

  it('import with the ending .js, as ESM needs', () => {
    const wrong = files.filter(file =>
      /from '\.[^']*(?<!\.(js|json|css|svg))'/.test(readFileSync(path.join(source, file), 'utf8'))
    );
    expect(wrong).toEqual([]);
  });
});
