import { writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Commands over synthetic scans, and the compared part of their JSON: names, units, kinds, codes
 * and sentences, not the numbers. `naming.json` next to this has their output from when values
 * still carried their names.
 */

/** Write the scans that the commands work on. */
export function writeScans(folder: string): void {
  const files: [string, string][] = [
    ['a.csv', table(1)],
    ['b.csv', table(0.9)],
    ['wide.csv', table(1, 9610)],
    ['curves.csv', curves()],
    ['map.dat', map('Upper')],
    ['other.dat', map('Lower')],
    ['recipe.xes.json', recipe('a.csv', 'b.csv')],
    ['maps.xes.json', recipe('map.dat', 'other.dat')]
  ];
  files.forEach(([name, text]) => writeFileSync(path.join(folder, name), text));
}

const energies = (from: number) => Array.from({ length: 81 }, (_, i) => from + 0.5 * i);

/** A line over a floor. */
function table(height: number, from = 9550): string {
  const rows = energies(from).map((energy, i) => {
    const intensity = 0.01 + height / (1 + ((energy - 9572) / 3) ** 2) + 0.0001 * ((i * 7) % 5);
    return `${energy},${intensity},${Math.sqrt(intensity) / 100}`;
  });
  return `energy_eV,intensity,sigma\n${rows.join('\n')}\n`;
}

function curves(): string {
  const rows = energies(9550).map((energy, i) => {
    const line = 1 / (1 + ((energy - 9572) / 3) ** 2);
    return [energy, 0.1 + line, 0.2 + line + 0.001 * ((i * 7) % 5)].join(',');
  });
  return `energy_eV,first,second\n${rows.join('\n')}\n`;
}

/** A map as GDA writes it. */
function map(arm: string): string {
  const rows = Array.from({ length: 8 * 11 }, (_, n) => {
    const [j, i] = [(n - (n % 11)) / 11, n % 11];
    const emission = 8632 + 0.3 * i;
    const counts = Math.round(50 + (800 * (j + 1)) / (1 + ((emission - 8633.5) / 0.5) ** 2));
    const words = [(9658 + 0.3 * j).toFixed(3), emission.toFixed(2), 81.7, 1000];
    return [...words, counts, (counts / 1000).toFixed(6), 1].join('\t') + '\t';
  });
  const detector = arm === 'Upper' ? 'medipix1' : 'medipix2';
  return [
    '# DIAMOND LIGHT SOURCE',
    '# Sample name: ZnO',
    `# command: scan bragg1WithOffset 9658.0 9660.1 0.3 XESEnergy${arm} [Range1 : 8632.00, 8635.00, 0.30]`,
    `# Energy\tXESEnergy${arm}\tXESBragg${arm}\tI1\tFF_${detector}\tFFI1_${detector}\tTime\t`,
    ...rows,
    ''
  ].join('\n');
}

const step = (id: string, name: string, parameters: object, ...from: string[]) => ({
  id,
  step: name,
  parameters,
  from
});

const line = { exclude: [[9560, 9585]] };
const planes = { crystal: 'Ge', reflection: [5, 5, 5] };

function recipe(...scans: string[]): string {
  const cuts = [
    { type: 'CIE', at: 9659.2, width: 0.6 },
    { type: 'CEE', at: 8633.5, width: 0.6 }
  ];
  const steps = [
    step('s', 'spectrum', {}, 'scans'),
    step('n', 'normalise', { by: 'area' }, 's'),
    step('r', 'normalise', { by: 'reference' }, 's', 'n'),
    step('area', 'area', {}, 's', 'n'),
    step('moments', 'moments', {}, 's'),
    step('average', 'average', {}, 's'),
    step('scans-average', 'average', {}, 'scans'),
    step('smooth', 'smooth', {}, 's', 'average'),
    step('background', 'background', line, 's'),
    step('joined', 'background', { ...line, join: true }, 's'),
    step('fit', 'fit', { model: 'lorentzian+constant' }, 's'),
    step('consistency', 'consistency', {}, 's', 'n'),
    step('drift', 'drift', {}, 's'),
    step('difference', 'difference', {}, 's'),
    step('stitch', 'stitch', {}, 's'),
    step('iad', 'iad', {}, 's'),
    step('elastic', 'elastic', { energies: [9572, 9573], degree: 0 }, 's'),
    step('lines', 'referenceLines', {}, 'average'),
    step('angles', 'braggAngles', planes, 's'),
    step('rebin', 'rebin', { width: 1 }, 'smooth'),
    step('dead', 'deadTime', { tau: 1e-8 }, 'scans'),
    step('dead-average', 'average', {}, 'dead'),
    step('other-arm', 'normaliseArm', {}, 'scans'),
    step('after', 'area', {}, 'other-arm'),
    step('map', 'map', {}, 'scans'),
    step('cut', 'cut', { type: 'CEE', at: 8633.5, width: 0.6 }, 'scans'),
    step('cuts', 'cut', { type: 'CIE', at: 9659.2, value: 'sum' }, 'map'),
    step('contours', 'contours', { count: 2 }, 'map'),
    step('yield', 'totalYield', {}, 'scans'),
    step('edges', 'pixelEdges', { axis: 'incident' }, 'scans')
  ];
  const document = { type: 'xes-analysis', version: 2, cuts, steps };
  return JSON.stringify({ ...document, scans: scans.map(name => ({ path: name })) });
}

const applied = (name: string, files: string, set = ''): string[] => {
  const words = ['apply', name, ...files.split(' '), '--out', 'out.nxs'];
  return set === '' ? words : [...words, '--set', set];
};

/** All commands. */
export const commandLines: string[][] = [
  ['spectrum', 'map.dat', '--out', 'out.csv'],
  ['map', 'map.dat', '--out', 'out.csv'],
  ['cut', 'map.dat', '--type', 'CEE', '--at', '8633.5', '--out', 'out.csv'],
  ['cut', 'map.dat', '--type', 'CEE', '--at', '-5', '--out', 'out.csv'],
  ['average', 'a.csv', 'b.csv', '--out', 'out.csv'],
  ['average', 'a.csv', 'none.csv', 'curves.csv', '--union', '--out', 'out.csv'],
  ['background', 'a.csv', '--exclude', '9560:9565', '9565:9585', '--out', 'out.csv'],
  ['background', 'a.csv', '--join', 'wide.csv', '--exclude', '9560:9585', '--out', 'out.csv'],
  ...['a.csv', 'a.csv b.csv', 'curves.csv a.csv', 'map.dat a.csv'].flatMap(files => [
    applied('area', files),
    applied('moments', files),
    applied('normalise', files),
    applied('smooth', files),
    applied('despike', files),
    applied('shift', files, 'by=1'),
    applied('fit', files, 'model=lorentzian+constant'),
    applied('background', files, 'exclude=9560:9585'),
    applied('average', files),
    applied('consistency', files),
    applied('drift', files),
    applied('difference', files),
    applied('stitch', files),
    applied('iad', files),
    applied('elastic', files, 'energies=9572,degree=0,calibrate=true'),
    applied('normalise', files, 'by=reference'),
    applied('background', files, 'exclude=9560:9585,join=true'),
    applied('referenceLines', files),
    applied('spectrum', files),
    applied('map', files),
    applied('cut', files, 'type=CEE,at=8633.5'),
    applied('totalYield', files),
    applied('contours', files, 'count=2'),
    applied('deadTime', files, 'tau=1e-8')
  ]),
  ['run', 'recipe.xes.json', '--out', 'together', '--nexus'],
  ['run', 'recipe.xes.json', 'a.csv', 'b.csv', 'none.csv', '--out', 'apart'],
  ['run', 'maps.xes.json', '--out', 'maps', '--nexus'],
  ['run', 'maps.xes.json', 'map.dat', '--out', 'map']
];

interface IPrintedResult {
  error?: Warning;
  results?: { kind: string; name: string }[];
  numbers?: Record<string, { unit: string }>;
  details?: object[];
  warnings?: Warning[];
  failed?: ({ file: string; failures?: Warning[] } & Warning)[];
}

interface Warning {
  code?: string;
  message?: string;
}

interface ToldRun {
  steps: {
    id: string;
    numbers: { ref: object; name: string; unit: string }[];
    results: { ref: object; name: string; kind: string; file: string; group?: string }[];
    details?: object;
    warnings: Warning[];
    error: Warning | null;
  }[];
}

/** Output of a command, in lines without the numbers themselves. */
export function saidLines(json: unknown): string[] {
  const {
    error,
    results = [],
    numbers = {},
    details = [],
    warnings = [],
    failed = []
  } = json as IPrintedResult;
  return [
    ...(error ? [`error ${sentence(error)}`] : []),
    ...results.map(({ kind, name }) => `${kind} ${name}`),
    ...Object.entries(numbers).map(([name, { unit }]) => `${name} ${unit}`),
    ...details.map(detail => `details ${Object.keys(detail).join(' ')}`),
    ...warnings.map(sentence),
    // the reason of a failed step of a run is not compared
    ...failed.map(({ file, failures, ...one }) =>
      failures ? `failed ${file}` : `failed ${file} ${sentence(one)}`
    )
  ];
}

/** The same of the `result.json` of a run. */
export function runLines(json: unknown): string[] {
  return (json as ToldRun).steps.flatMap(({ id, details = {}, error, ...rest }) => [
    `step ${id}: ${error ? 'failed' : Object.keys(details).join(' ')}`,
    ...rest.numbers.map(({ ref, name, unit }) => `${JSON.stringify(ref)} ${name} ${unit}`),
    ...rest.results.map(
      ({ ref, kind, name, file, group }) =>
        `${JSON.stringify(ref)} ${kind} ${name} ${file} ${group}`
    ),
    ...rest.warnings.map(sentence)
  ]);
}

/** The columns of the summary of a run. */
export function summaryLines(text: string): string[] {
  const [head, ...rows] = text.split('\n');
  return [head, ...rows.map(row => row.replace(/,[-\d].*$/, ''))];
}

/** The beginning of a sentence: numbers in it may have different digits elsewhere. */
function sentence({ code, message = '' }: Warning): string {
  return `${code}: ${message.replace(/[-−]?\d+(\.\d+)?([eE][-+]?\d+)?/g, '#').slice(0, 40)}`;
}
