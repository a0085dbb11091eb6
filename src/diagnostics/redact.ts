import type { IRedactionRules } from './redactionrule.js';
import { redactionRules } from './redactionrules.js';

const secret = '[secret]';

interface ICompiled {
  /** Without a match of this no rule can match; most lines of a log have none. */
  suspicious: RegExp;
  keys: RegExp;
  rules: { hint: RegExp; find: RegExp; put: string }[];
}

let compiled: ICompiled | null = null;

const none: readonly string[] = [];
let ask: () => readonly string[] = () => none;
let asked: readonly string[] | null = null;
let prepared: readonly string[] = [];

/** Set what `redact` asks for values known to be secret in this page. @returns what it asked before. */
export function setKnownSecrets(secrets: () => readonly string[]): () => readonly string[] {
  const before = ask;
  ask = secrets;
  return before;
}

/**
 * Take secrets out of a text: tokens, XSRF values, cookies, passwords, e-mail addresses, names of
 * users and home folders. Called last, on everything that is shown or written.
 * @param secrets values known to be secret, whatever stands around them.
 */
export function redact(text: string, secrets: readonly string[] = ask()): string {
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

/** Take out only the values known to be secret; for paths, in which nothing else may change. */
export function withoutKnown(text: string, secrets: readonly string[] = ask()): string {
  if (secrets !== asked) {
    asked = secrets;
    prepared = secrets
      .flatMap(value => [value, encodeURIComponent(value)])
      .filter(value => value.length >= 4) // a shorter one would blank out half of the text
      .sort((a, b) => b.length - a.length);
  }
  return prepared.reduce((clean, value) => clean.replaceAll(value, secret), text);
}

/** Whether what stands under this name in an object is secret as a whole. */
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

/** A pattern with its parts in it, and their parts. */
function expanded(pattern: string, parts: IRedactionRules['parts']): string {
  const filled = pattern.replace(/\{([A-Z]+)\}/g, (_, name: string) => parts[name]);
  return filled === pattern ? pattern : expanded(filled, parts);
}
