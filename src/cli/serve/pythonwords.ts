import { steps } from '../../analysis/steps/index.js';
import { pythonName } from '../../analysis/code/words.js';
import { Shaped } from './arrays.js';

type Rule = readonly [pattern: RegExp, ...by: [string | ((...found: string[]) => string)]];

/** Names of parameters that are spelled differently in Python. */
const names = [...new Set(steps.flatMap(({ parameters }) => Object.keys(parameters)))].filter(
  name => pythonName(name) !== name
);

/** Phrases specific to the command line, the special before the general. */
const rules: readonly Rule[] = [
  // how parameters are given
  [/a list of ranges LO:HI with LO < HI/g, 'a list of pairs (low, high) with low < high'],
  [/a range LO:HI with LO < HI/g, 'a pair (low, high) with low < high'],
  [
    /NAME=LO:HI with LO < HI, any number of them/g,
    'a dict of pairs (low, high) by name, low < high'
  ],
  [/NAME=NUMBER, any number of them/g, 'a dict of numbers by name'],
  [/NAME=EXPRESSION, any number of them/g, 'a dict of expressions by name'],
  [/a list of texts, parted by ";"/g, 'a list of texts'],
  [/must be true or false/g, 'must be True or False'],
  [/ is (true|false|null)(?=; it must be)/g, (_, word) => ` is ${literals[word]}`],
  // how files are read
  [/--columns '((?:[^']|'\\'')+)'/g, (_, text) => `columns=${quoted(text.replace(/'\\''/g, "'"))}`],
  [/--columns (\w+=[^\s;)]+)/g, (_, text) => `columns=${quoted(text)}`],
  [/--columns (?=\w+(?:\W|$))(?!says|in |sigma=)(\w+)/g, (_, name) => `"${name}" of columns`],
  [/--columns\b/g, 'columns'],
  [/(\bcolumns(?:=\S+)?) in the command line/g, '$1 of xes.open'],
  [/--channel ([^.]+)\./g, (_, all) => `channel=${all.split(' or ').map(quoted).join(' or ')}.`],
  // where results are written
  [/give --out a name that/g, 'give a path that'],
  [/Choose another --out\b/g, 'Choose another folder as out'],
  [/choose another --out\b/g, 'choose another folder as out'],
  [/--element (\w+) --line ([\w-]+)/g, 'element="$1", line="$2"'],
  // features that Python provides in another way
  [
    /One of the two energies is constant: open it as a spectrum\./g,
    'One of the two energies is constant: take it as a spectrum, by xes.spectrum(scan) or scan.spectrum().'
  ],
  [/\(--replace (\S+)=FILE\)/g, (_, id) => `(replace={${quoted(id)}: FILE})`],
  [/Name the scans on the command line/g, 'Give the scans to run'],
  [/ Name some with --show\./g, ''],
  [/ See "jupyterlab-xes [^"]*"\./g, ''],
  [/\(jupyterlab-xes (\w+)\)/g, '(xes.$1)'],
  // any other option is an argument
  [/(?<![-\w])--([a-z][a-z-]*)/g, (_, name) => name.replace(/-/g, '_')],
  ...(names.length > 0
    ? [
        [
          new RegExp(`\\b(?:${names.join('|')})\\b`, 'g'),
          (name: string) => pythonName(name)
        ] as const
      ]
    : [])
];

const literals: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

const quoted = (text: string) => JSON.stringify(text);

/** A message of the engine for a caller from Python: it mentions arguments instead of options. */
export function inPythonsWords(sentence: string): string {
  return rules.reduce(
    (text, [pattern, by]) =>
      typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by),
    sentence
  );
}

/** An error code of the engine in Python. */
function pythonsCode(code: string): string {
  return code === 'cli/usage' ? 'python/argument' : code;
}

/** An answer with all of its errors and warnings, at any depth, worded for Python. */
export function forPython(answer: unknown): unknown {
  if (Array.isArray(answer)) {
    return answer.map(forPython);
  }
  if (
    typeof answer !== 'object' ||
    !answer ||
    ArrayBuffer.isView(answer) ||
    answer instanceof Shaped
  ) {
    return answer;
  }
  const { code, message } = answer as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && typeof message === 'string') {
    return { ...answer, code: pythonsCode(code), message: inPythonsWords(message) };
  }
  return Object.fromEntries(Object.entries(answer).map(([name, item]) => [name, forPython(item)]));
}
