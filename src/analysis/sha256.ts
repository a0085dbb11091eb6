/**
 * SHA-256 (FIPS 180-4) of bytes, as hexadecimal. The browser's own needs a secure context, which a hub
 * over plain HTTP is not, and is asynchronous.
 */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(initial);
  const block = new DataView(new ArrayBuffer(64));
  const words = new Uint32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  for (let start = 0; start < whole; start += 64) {
    compress(state, new DataView(bytes.buffer, bytes.byteOffset + start, 64), words);
  }
  const rest = bytes.subarray(whole);
  rest.forEach((byte, i) => block.setUint8(i, byte));
  block.setUint8(rest.length, 0x80);
  if (rest.length > 55) {
    compress(state, block, words); // the length has no room behind the rest
    new Uint8Array(block.buffer).fill(0);
  }
  block.setUint32(56, Math.floor(bytes.length / 0x20000000));
  block.setUint32(60, (bytes.length * 8) >>> 0);
  compress(state, block, words);
  return [...state].map(word => word.toString(16).padStart(8, '0')).join('');
}

/** The digest of some arrays, one after the other, as little-endian float64. */
export function sha256OfArrays(arrays: readonly Float64Array[]): string {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const view = new DataView(new ArrayBuffer(8 * length));
  let at = 0;
  for (const array of arrays) {
    for (const value of array) {
      // a NaN has many bit patterns, which engines choose freely
      view.setFloat64(at, Number.isNaN(value) ? NaN : value, true);
      at += 8;
    }
  }
  return sha256(new Uint8Array(view.buffer));
}

/** The first bits of the fractional parts of roots of the primes, as the standard prescribes. */
const primes = firstPrimes(64);
const initial = primes.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));
const constants = primes.map(prime => fraction(Math.cbrt(prime)));

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x100000000);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (found.every(prime => n % prime !== 0)) {
      found.push(n);
    }
  }
  return found;
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** Take one block of 64 bytes into the state. */
function compress(state: Uint32Array, block: DataView, words: Uint32Array): void {
  for (let t = 0; t < 64; t++) {
    words[t] = t < 16 ? block.getUint32(4 * t) : schedule(words, t);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + constants[t] + words[t]) | 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
}

function schedule(words: Uint32Array, t: number): number {
  const w15 = words[t - 15];
  const w2 = words[t - 2];
  const small0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
  const small1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
  return words[t - 16] + small0 + words[t - 7] + small1;
}
