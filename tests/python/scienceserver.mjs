// The science as a server, for tests: requests are arrays of calls [name, ...arguments], answers arrays of results.
import { load } from '../../scripts/science.mjs';
import { serve } from './serve.mjs';

const science = await load('science/index.ts');

const isNumbers = value =>
  value.length > 0 && value.every(v => v === null || typeof v === 'number');
const revive = value => {
  if (Array.isArray(value)) {
    return isNumbers(value)
      ? Float64Array.from(value, v => (v === null ? NaN : v))
      : value.map(revive);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revive(v)]))
    : value;
};
const plain = value => {
  if (ArrayBuffer.isView(value)) {
    return Array.from(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]))
    : value;
};

await serve(calls => {
  const results = calls.map(([name, ...args]) => science[name](...args.map(revive)));
  return plain(results);
});
