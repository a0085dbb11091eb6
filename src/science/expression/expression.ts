import { constants, functions } from './functions.js';
import {
  Call,
  Constant,
  Difference,
  Extreme,
  Input,
  Power,
  Product,
  Quotient,
  Sum,
  type Node
} from './nodes.js';
import { tokens, wrong, type Token } from './tokens.js';

/** Names in an expression that are neither constants nor functions, each once, in order. */
export function namesIn(text: string): string[] {
  const names = new Set<string>();
  const all = tokens(text);
  all.forEach((token, i) => {
    const isCalled = all[i + 1]?.text === '(' && functions.has(token.text);
    const isPair = all[i + 1]?.text === '(' && (token.text === 'min' || token.text === 'max');
    if (token.kind === 'name' && !isCalled && !isPair && !constants.has(token.text)) {
      names.add(token.text);
    }
  });
  return [...names];
}

/**
 * Compile an expression in Python's notation (`+ - * / **`, parentheses, functions of one variable,
 * min, max). Its inputs are `names`, for which exact derivatives are computed (forward mode),
 * followed by `others`, for which they are not.
 * @throws XESError `fit/expression` on a syntax error or an unknown name.
 */
export function compile(
  text: string,
  names: readonly string[],
  others: readonly string[] = []
): Node {
  return new Parser(text, names, others).parse();
}

class Parser {
  constructor(
    private _text: string,
    private _names: readonly string[],
    others: readonly string[]
  ) {
    this._tokens = tokens(_text);
    this._inputs = [..._names, ...others];
  }

  parse(): Node {
    const node = this._sum();
    if (this._next.kind !== 'end') {
      throw this._wrong(`“${this._next.text}” is not expected`);
    }
    return node;
  }

  private _sum(): Node {
    let left = this._product();
    for (;;) {
      if (this._take('+')) {
        left = new Sum(left, this._product());
      } else if (this._take('-')) {
        left = new Difference(left, this._product());
      } else {
        return left;
      }
    }
  }

  private _product(): Node {
    let left = this._signed();
    for (;;) {
      if (this._take('*')) {
        left = new Product(left, this._signed());
      } else if (this._take('/')) {
        left = new Quotient(left, this._signed());
      } else {
        return left;
      }
    }
  }

  /** A sign binds less than a power: −x**2 is −(x**2). */
  private _signed(): Node {
    if (this._take('-')) {
      return new Difference(this._constant(0), this._signed());
    }
    return this._take('+') ? this._signed() : this._power();
  }

  private _power(): Node {
    const base = this._atom();
    return this._take('**') || this._take('^') ? new Power(base, this._signed()) : base;
  }

  private _atom(): Node {
    const token = this._next;
    if (token.kind === 'number') {
      this._at++;
      return this._constant(Number(token.text));
    }
    if (token.kind === 'name') {
      this._at++;
      return this._next.text === '(' ? this._call(token) : this._named(token);
    }
    this._expect('(');
    const inside = this._sum();
    this._expect(')');
    return inside;
  }

  private _call({ text }: Token): Node {
    const called = functions.get(text);
    const isPair = text === 'min' || text === 'max';
    if (!called && !isPair) {
      this._at--;
      throw this._wrong(`there is no function “${text}”`);
    }
    this._expect('(');
    const first = this._sum();
    let node = first;
    if (isPair) {
      this._expect(',');
      node = new Extreme(first, this._sum(), text === 'min' ? -1 : 1);
    } else if (called) {
      node = new Call(called, first);
    }
    this._expect(')');
    return node;
  }

  private _named({ text }: Token): Node {
    const index = this._inputs.indexOf(text);
    const constant = constants.get(text);
    if (index >= 0) {
      return new Input(this._names.length, index);
    }
    if (constant === undefined) {
      this._at--;
      throw this._wrong(`there is no parameter “${text}”`);
    }
    return this._constant(constant);
  }

  private _constant(value: number): Node {
    return new Constant(this._names.length, value);
  }

  private get _next(): Token {
    return this._tokens[this._at];
  }

  private _take(sign: string): boolean {
    const isNext = this._next.kind === 'sign' && this._next.text === sign;
    this._at += isNext ? 1 : 0;
    return isNext;
  }

  private _expect(sign: string): void {
    if (!this._take(sign)) {
      throw this._wrong(`“${sign}” is missing`);
    }
  }

  private _wrong(reason: string): Error {
    return wrong(this._text, this._next.at, reason);
  }

  private _tokens: Token[];
  private _inputs: string[];
  private _at = 0;
}
