import type { IRedactionRules } from './redactionrule.js';
import { redactionRules } from './redactionrules.js';

const secret = '[secret]';

interface ICompiled {
  /** No rule can match unless this does, and in most lines of a log it does not. */
  suspicious: RegExp;
  keys: RegExp;
  rules: { hint: RegExp; find: RegExp; put: string }[];
}

let compiled: ICompiled | null = null;

const none: readonly string[] = [];
let knownSecrets: () => readonly string[] = () => none;
let preparedFrom: readonly string[] | null = null;
let prepared: readonly string[] = [];

/** Set the source of values known to be secret in this page. @returns the previous source. */
export function setKnownSecrets(secrets: () => readonly string[]): () => readonly string[] {
  const previous = knownSecrets;
  knownSecrets = secrets;
  return previous;
}

/**
 * Remove secrets from a text: tokens, XSRF values, cookies, passwords, e-mail addresses, names of
 * users and home folders. Called last, on everything that is shown or written.
 * @param secrets values known to be secret, removed in any context.
 */
export function redact(text: string, secrets: readonly string[] = knownSecrets()): string {
  const start = withoutKnown(text, secrets);
  const { suspicious, rules } = (compiled ??= compile(redactionRules));
  if (!suspicious.test(start)) {
    return start;
  }
  return rules.reduce(
    (clean, { hint, find, put }) => (hint.test(clean) ? clean.replace(find, put) : clean),
    start
  );
}

/** Remove only the values known to be secret; for paths, in which nothing else may change. */
export function withoutKnown(text: string, secrets: readonly string[] = knownSecrets()): string {
  if (secrets !== preparedFrom) {
    preparedFrom = secrets;
    prepared = secrets
      .flatMap(value => [value, encodeURIComponent(value)])
      .filter(value => value.length >= 4) // a shorter one would blank out half of the text
      .sort((a, b) => b.length - a.length);
  }
  return prepared.reduce((clean, value) => clean.replaceAll(value, secret), text);
}

/** Whether the value of a field with this name is secret as a whole. */
export function isSecretName(name: string): boolean {
  return (compiled ??= compile(redactionRules)).keys.test(name);
}

function compile({ parts, keys, rules }: IRedactionRules): ICompiled {
  const hints = [...new Set(rules.map(({ hint }) => hint))];
  return {
    suspicious: new RegExp(hints.join('|'), 'i'),
    keys: new RegExp(keys, 'i'),
    rules: rules.map(({ hint, find, put, exact }) => ({
      hint: new RegExp(hint, 'i'),
      find: new RegExp(expanded(find, parts), exact ? 'g' : 'gi'),
      put
    }))
  };
}

/** A pattern with its parts inserted, recursively. */
function expanded(pattern: string, parts: IRedactionRules['parts']): string {
  const filled = pattern.replace(/\{([A-Z]+)\}/g, (_, name: string) => parts[name]);
  return filled === pattern ? pattern : expanded(filled, parts);
}
