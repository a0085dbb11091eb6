import { creator as program } from '../base/creator.js';
import { asText, inUnit, type Parameter } from '../analysis/steps/parameters/index.js';
import { isFlag } from './arguments.js';
import type { Command } from './command.js';

const width = 92;

/** Help for the whole program, for `--help`. */
export function help(commands: readonly Command[]): string {
  const longest = Math.max(...commands.map(({ name }) => name.length));
  return [
    `${program}: X-ray emission spectroscopy on the command line`,
    '',
    `  ${program} COMMAND … [--json]`,
    `  ${program} COMMAND --help`,
    '',
    ...commands.flatMap(({ name, summary }) =>
      indented(`${name.padEnd(longest)}  ${summary}`, 2, longest + 4)
    ),
    '',
    ...common.flatMap(paragraph => [...wrap(paragraph, width), '']),
    `Example: ${program} ${commands[0].examples[0].line}`,
    ''
  ].join('\n');
}

/** Notes that apply to all commands. */
export const common = [
  'Files may be patterns in quotation marks ("scans/2807*.nxs", "**/*.dat"); the name of an existing file always means that file; "[[]" matches a bracket, "[*]" an asterisk. Scans are only read: an output replaces a file only if this program wrote it, and appears complete or not at all.',
  'With --json results, warnings and errors are JSON ({"error": {"code", "message"}} on standard error).',
  'Exit code 0: success; 1: some of several inputs or checks failed, the rest succeeded; 2: error, with a code and a sentence; 130: interrupted.'
];

/** Help for one command, for `COMMAND --help`. */
export function commandHelp(command: Command): string {
  const { name, summary, about, files, options, examples } = command;
  const rows = Object.entries(options).map(([option, parameter]) => [
    optionWord(option, parameter),
    optionText(parameter)
  ]);
  rows.push(['--json', 'Print the result as JSON.']);
  const longest = Math.max(...rows.map(([word]) => word.length));
  return [
    `${program} ${name}: ${summary}`,
    '',
    ...indented(`${program} ${usageLine(command)}`, 2, 6),
    '',
    ...about.flatMap(paragraph => [...wrap(paragraph, width), '']),
    ...(files.atMost > 0 ? [...indented(`${files.usage}: ${files.are}.`, 2, 4), ''] : []),
    ...rows.flatMap(([word, text]) => indented(`${word.padEnd(longest)}  ${text}`, 2, longest + 4)),
    '',
    ...examples.flatMap(({ line, does }, i) => [
      `${i === 0 ? 'Example: ' : '         '}${program} ${line}`,
      `             ${does}`
    ]),
    ''
  ].join('\n');
}

/** Usage of a command: optional parts are in brackets. */
export function usageLine({ name, files, options }: Command): string {
  const words = Object.entries(options).map(([option, parameter]) => {
    const word = optionWord(option, parameter);
    return parameter.default === undefined ? word : `[${word}]`;
  });
  return [name, files.usage, ...words, '[--json]'].filter(word => word !== '').join(' ');
}

/** An option with its value. */
export function optionWord(name: string, parameter: Parameter<unknown>): string {
  return isFlag(parameter) ? `--${name}` : `--${name} ${placeholder(name, parameter)}`;
}

/** Description, permitted values and default of an option, as one sentence. */
export function optionText(parameter: Parameter<unknown>): string {
  const { kind, description, range, unit, default: value } = parameter;
  if (isFlag(parameter)) {
    return `${description}.`;
  }
  const hasDefault = value !== undefined && value !== null && !isEmpty(value);
  // the words of a choice are shown in the usage
  const isShown = kind === 'text' || kind === 'choice';
  const facts = [
    ...(isShown ? [] : [inUnit(range, unit)]),
    ...(hasDefault ? [`${asText(parameter, value)} where it is not given`] : [])
  ];
  return `${description}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}.`;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function placeholder(name: string, { kind, choices, unit }: Parameter<unknown>): string {
  switch (kind) {
    case 'choice':
      return (choices ?? []).join('|');
    case 'range':
      return 'LO:HI';
    case 'ranges':
      return 'LO:HI,…';
    case 'assignments':
      return 'NAME=NUMBER,…';
    case 'bounds':
      return 'NAME=LO:HI,…';
    case 'number':
    case 'integer':
      return unit || name.toUpperCase();
    default:
      return name.toUpperCase();
  }
}

function indented(text: string, first: number, others: number): string[] {
  return wrap(' '.repeat(first) + text, width, others);
}

/** Wrap a text at single spaces; lines after the first are indented. */
function wrap(text: string, columns: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? '';
  let isFresh = true;
  // multiple spaces align columns, so only single ones are possible line breaks
  for (const word of text.trimStart().split(/(?<=\S) (?=\S)/)) {
    if (!isFresh && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    } else {
      line += isFresh ? word : ` ${word}`;
    }
    isFresh = false;
  }
  return [...lines, line];
}
