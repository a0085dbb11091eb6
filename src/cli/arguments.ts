import { inUnit, isRecord, type Parameter } from '../analysis/steps/parameters/index.js';
import { XESError } from '../base/errors.js';
import type { Command } from './command.js';

/** A command line taken apart and checked. */
export interface Arguments {
  files: string[];
  options: Record<string, unknown>;
}

/**
 * Take a command's words apart: `--name value`, `--name=value`, `--flag`, files; after `--` files alone.
 * Lists may be given in one word or by repeating the option. Not by Node's `parseArgs`: it takes every word that
 * begins with `-` for letters of options, and so `-5:-3` for an end of the options.
 * @throws XESError `cli/usage` with a sentence that names the option and what it may be.
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
      // ranges may follow each other as words of their own: nothing else looks like one
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

/** One letter more, less or other: a slip of the hand. */
function isNear(one: string, other: string): boolean {
  if (one.startsWith(other) || other.startsWith(one)) {
    return true;
  }
  let start = 0;
  while (start < one.length && one[start] === other[start]) {
    start++;
  }
  const [a, b] = [one.slice(start), other.slice(start)];
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

/** What is said of a command line that is not understood. */
export function usage({ name }: { name: string }, sentence: string): XESError {
  return new XESError('cli/usage', `${sentence} See "jupyterlab-xes ${name} --help".`);
}
