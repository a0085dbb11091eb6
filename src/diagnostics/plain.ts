import { isSecretName, redact } from './redact.js';

/** Deeper objects are cut off, so that none can make a report fail. */
const maxDepth = 12;

/**
 * Redacted copy of any value, serialisable as JSON. Strings are redacted one by one: in JSON text a
 * rule could swallow the escape before a quote.
 */
export function plain(value: unknown, within: readonly unknown[] = []): unknown {
  if (typeof value === 'string') {
    return redact(value);
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : value;
  }
  if (within.includes(value) || within.length >= maxDepth) {
    return within.includes(value) ? '[circular]' : '[too deep]';
  }
  const parents = [...within, value];
  if (Array.isArray(value)) {
    return value.map(item => plain(item, parents));
  }
  if (value instanceof Date) {
    return plain(String(value), parents);
  }
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    return [redact(key), isSecret(key, item) ? '[secret]' : plain(item, parents)];
  });
  return Object.fromEntries(entries);
}

/** Numbers and flags under a secret name are harmless: `cookieEnabled`, `tokens: 3`. */
function isSecret(key: string, item: unknown): boolean {
  const isText = typeof item === 'string' && item !== '';
  const isFilled = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
  return (isText || isFilled) && isSecretName(key);
}
