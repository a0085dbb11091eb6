import { XESError } from '../../../base/errors.js';
import { Names } from '../names.js';
import { pythonCall } from '../words.js';
import { helperNames, helperTexts } from './helpers.js';

/** The modules that plain Python code may need, with their import lines. */
const modules = {
  h5py: 'import h5py',
  lmfit: 'import lmfit',
  plt: 'import matplotlib.pyplot as plt',
  np: 'import numpy as np'
} as const;

/** A plain Python script under construction. */
export class Script {
  readonly names: Names;

  /** @param taken names in use in the notebook or script that the code is inserted into. */
  constructor(taken: readonly string[] = []) {
    this.names = new Names([...helperNames, 'NamedTuple', 'one', ...taken]);
  }

  line(text: string): void {
    this._lines.push(text);
  }

  /** Write an assignment. @returns the variable name */
  assign(label: string, otherwise: string, value: (before: string) => string): string {
    const name = this.names.of(label, otherwise);
    this.line(`${name} = ${value(`${name} = `)}`);
    return name;
  }

  /** A call of one of the code's helper functions. */
  call(name: string, given: readonly string[], before = ''): string {
    this._called.add(name);
    return pythonCall(prefixed(name), given, before);
  }

  /** A helper function passed as an argument. */
  mention(name: string): string {
    this._called.add(name);
    return prefixed(name);
  }

  /** A function specific to this code. */
  define(name: string, text: string): string {
    this._defined.set(name, text);
    return name;
  }

  text(): string {
    const body = this._lines.join('\n');
    const functions = [...helperTexts(this._called), ...this._defined.values()].map(withPrefixes);
    const whole = [...functions, body].join('\n');
    const imports = Object.entries(modules).flatMap(([name, line]) =>
      new RegExp(`\\b${name}\\.`).test(whole) ? [line] : []
    );
    const typed = /\(NamedTuple\)/.test(whole) ? ['from typing import NamedTuple', ''] : [];
    return [
      [...typed, ...imports].join('\n'),
      ...(functions.length > 0 ? ['', '', ...functions.flatMap(item => [item, '', ''])] : ['']),
      body
    ]
      .join('\n')
      .replace(/\n{4,}/g, '\n\n\n')
      .concat('\n');
  }

  private _lines: string[] = [];
  private _called = new Set<string>();
  private _defined = new Map<string, string>();
}

/** The prefixed names of helper functions: a notebook may well have its own `area` or `cut`. */
export function prefixed(name: string): string {
  return `_${name}`;
}

// constants match as whole words; words like "less" in a docstring are no calls
const helperCalls = new RegExp(
  `(?<![.\\w"'])(?:${helperNames.join('|')})(?=\\()|\\b(?:${helperNames.filter(name => /^[A-Z]+$/.test(name)).join('|')})\\b`,
  'g'
);

/** Functions with prefixed names. */
function withPrefixes(text: string): string {
  return text.replace(helperCalls, prefixed);
}

/**
 * The error that something can't be written without this package.
 * @param why a sentence without a full stop
 * @param isPending whether it may be possible once scans have been read
 */
export function notPlain(what: string, why: string, isPending = false): XESError {
  return new XESError(
    'code/not-plain',
    `“${what}” can't be written with h5py, numpy and lmfit alone: ${why}. As code with xes it can.`,
    { details: { what, isPending } }
  );
}
