import { inUnit, isRecord, type Parameter } from '../analysis/steps/parameters/index.js';
import { XESError } from '../base/errors.js';
import type { Command } from './command.js';

/** A parsed and checked command line. */
export interface Arguments {
  files: string[];
  options: Record<string, unknown>;
}

/**
 * Parse the words of a command: `--name value`, `--name=value`, `--flag`, files; after `--` files
 * only. Lists may be given in one word or by repeating the option. Node's `parseArgs` takes every
 * word that starts with `-` for options, and so could not read `-5:-3` as a value.
 * @throws XESError `cli/usage` with a sentence naming the option and its permitted values.
 */
export function parseArguments(command: Command, words: readonly string[]): Arguments {
  const files: string[] = [];
  const values = new Map<string, unknown>();
  let isOver = false;
  for (let i = 0; i < words.length; i++) {
    const match = isOver ? null : /^--([^=]*)(?:=(.*))?$/s.exec(words[i]);
    if (!match) {
      files.push(words[i]);
      continue;
    }
    const [, name, inline] = match;
    if (name === '') {
      isOver = true;
    } else if (name === 'json') {
      continue;
    } else {
      const parameter = requireOption(command, name);
      const value = isFlag(parameter) ? (inline ?? 'true') : (inline ?? words[++i]);
      values.set(name, combine(command, name, parameter, values.get(name), value));
      // ranges may follow as separate words: nothing else looks like one
      while (parameter.kind === 'ranges' && /^-?[\d.]+:-?[\d.]+$/.test(words[i + 1] ?? '')) {
        values.set(name, combine(command, name, parameter, values.get(name), words[++i]));
      }
    }
  }
  return { files: requireFiles(command, files), options: completed(command, values) };
}

/** Whether an option takes no value. */
export function isFlag({ kind }: Parameter<unknown>): boolean {
  return kind === 'flag';
}

function requireOption(command: Command, name: string): Parameter<unknown> {
  if (!Object.hasOwn(command.options, name)) {
    const near = Object.keys(command.options).find(other => isNear(other, name));
    const hint = near ? ` Did you mean --${near}?` : '';
    throw usage(command, `There is no option --${name}.${hint}`);
  }
  return command.options[name];
}

/** Whether two words differ by one letter, as in a typing error. */
function isNear(first: string, second: string): boolean {
  if (first.startsWith(second) || second.startsWith(first)) {
    return true;
  }
  let start = 0;
  while (start < first.length && first[start] === second[start]) {
    start++;
  }
  const [a, b] = [first.slice(start), second.slice(start)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

function combine(
  command: Command,
  name: string,
  parameter: Parameter<unknown>,
  before: unknown,
  word: string | undefined
): unknown {
  if (word === undefined) {
    throw usage(
      command,
      `Option --${name} needs a value: ${inUnit(parameter.range, parameter.unit)}.`
    );
  }
  const value = parameter.read(parameter.parse(word));
  if (value === undefined) {
    const what = inUnit(parameter.range, parameter.unit);
    throw usage(command, `--${name} is "${word}"; it must be ${what}.`);
  }
  if (before === undefined) {
    return value;
  }
  if (parameter.isList) {
    return [...(before as unknown[]), ...(value as unknown[])];
  }
  if (isRecord(value) && isRecord(before)) {
    return { ...before, ...value };
  }
  throw usage(command, `Option --${name} is given twice.`);
}

function completed(
  command: Command,
  values: ReadonlyMap<string, unknown>
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(command.options).map(([name, parameter]) => {
      const value = values.has(name) ? values.get(name) : parameter.default;
      if (value === undefined) {
        const what = inUnit(parameter.range, parameter.unit);
        throw usage(command, `Option --${name} is needed: ${what}.`);
      }
      return [name, value];
    })
  );
}

function requireFiles(command: Command, files: string[]): string[] {
  const { usage: wanted, atLeast, atMost } = command.files;
  if (files.length < atLeast || files.length > atMost) {
    const found = files.length === 0 ? 'none is named' : `${files.length} are named`;
    throw usage(
      command,
      atMost === 0 ? `${command.name} takes no file.` : `${command.name} takes ${wanted}; ${found}.`
    );
  }
  return files;
}

/** The error for a command line that can't be parsed. */
export function usage({ name }: { name: string }, sentence: string): XESError {
  return new XESError('cli/usage', `${sentence} See "jupyterlab-xes ${name} --help".`);
}
