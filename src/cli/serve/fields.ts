import { XESError } from '../../base/errors.js';
import { asRef, type Ref } from '../../analysis/document/index.js';
import { refOfJSON } from '../../analysis/document/readrefs.js';

/**
 * Typed access to the values of a request. Each `@throws XESError cli/usage` for another type:
 * values come from the user.
 */
export class Fields {
  constructor(private _values: Readonly<Record<string, unknown>>) {}

  get all(): Readonly<Record<string, unknown>> {
    return this._values;
  }

  raw(name: string): unknown {
    return this._values[name] ?? undefined;
  }

  text(name: string): string {
    return this._required(name, this.textOr(name, null));
  }

  textOr<T>(name: string, other: T): string | T {
    return this._typed(name, other, 'a text', value => typeof value === 'string') as string | T;
  }

  numberOr<T>(name: string, other: T): number | T {
    return this._typed(name, other, 'a number', value => typeof value === 'number') as number | T;
  }

  flag(name: string): boolean {
    return this._typed(name, false, 'true or false', item => typeof item === 'boolean') as boolean;
  }

  texts(name: string): readonly string[] {
    const areTexts = (value: unknown) =>
      Array.isArray(value) && value.every(item => typeof item === 'string');
    return this._typed(name, [], 'a list of texts', areTexts) as string[];
  }

  list(name: string): readonly unknown[] {
    return this._typed(name, [], 'a list', Array.isArray) as unknown[];
  }

  /** Fields of an object. */
  within(name: string): Fields {
    const values = this._typed(name, null, 'an object', isObject);
    return new Fields(this._required(name, values) as Record<string, unknown>);
  }

  ref(name: string): Ref {
    return this._ref(name, this.raw(name));
  }

  refs(name: string): readonly Ref[] {
    const values = this._typed(name, [], 'a list of Refs', Array.isArray) as unknown[];
    return values.map(value => this._ref(name, value));
  }

  private _ref(name: string, value: unknown): Ref {
    const ref = refOfJSON(value);
    if (!ref) {
      throw wrong(name, 'a reference to a scan or a step', value);
    }
    return asRef(ref);
  }

  private _typed(
    name: string,
    other: unknown,
    what: string,
    isRight: (value: unknown) => boolean
  ): unknown {
    const value = this.raw(name);
    if (value === undefined) {
      return other;
    }
    if (!isRight(value)) {
      throw wrong(name, what, value);
    }
    return value;
  }

  private _required<T>(name: string, value: T | null): T {
    if (value === null) {
      throw new XESError('cli/usage', `"${name}" has to be given.`);
    }
    return value;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string, what: string, value: unknown): XESError {
  const shown = JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
  return new XESError('cli/usage', `"${name}" has to be ${what}, not ${shown}.`);
}
