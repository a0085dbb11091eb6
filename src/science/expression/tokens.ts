import { XESError } from '../../base/errors.js';

/** A piece of an expression: a number, a name, or a sign. */
export interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
  /** Its position, for messages. */
  at: number;
}

/** Longer than any typed input; it limits the parser's recursion. */
const longest = 1000;

const patterns = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),]))/y;

/** Split an expression. @throws XESError `fit/expression` at an invalid character. */
export function tokens(text: string): Token[] {
  if (text.length > longest) {
    throw wrong(`${text.slice(0, 40)}…`, longest, `more than ${longest} characters`);
  }
  const found: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    patterns.lastIndex = at;
    const match = patterns.exec(text);
    if (!match) {
      throw wrong(text, at, `“${text.slice(at).trim()[0]}” has no meaning here`);
    }
    const kind = match[1] ? 'number' : match[2] ? 'name' : 'sign';
    found.push({ kind, text: match[1] ?? match[2] ?? match[3], at });
    at = patterns.lastIndex;
  }
  found.push({ kind: 'end', text: '', at });
  return found;
}

/** The error for an expression that cannot be parsed. */
export function wrong(text: string, at: number, reason: string): XESError {
  return new XESError(
    'fit/expression',
    `The expression “${text}” is not understood at character ${at + 1}: ${reason}. ` +
      'It may hold numbers, names of parameters, + - * / ** and functions such as sqrt, exp, log.'
  );
}
