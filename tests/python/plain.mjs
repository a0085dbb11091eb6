// Between JSON, which has lists and null, and the engine, which has Float64Array and NaN.
const isNumbers = value =>
  value.length > 0 && value.every(v => v === null || typeof v === 'number');

/** Lists of numbers become arrays. */
export const revive = value => {
  if (Array.isArray(value)) {
    return isNumbers(value)
      ? Float64Array.from(value, v => (v === null ? NaN : v))
      : value.map(revive);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revive(v)]))
    : value;
};

/** The same back. */
export const plain = value => {
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
