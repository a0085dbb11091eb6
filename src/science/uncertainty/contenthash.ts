const { imul, round } = Math;

/** Energies rounded for hashing: files have them without the last digits. */
export function energiesForHash(energies: Float64Array): Float64Array {
  return energies.map(energy => round(energy * 1e4));
}

/** A monitor rounded for hashing: tables have it without the last digits. */
export function monitorForHash(monitor: Float64Array): Float64Array {
  return monitor.map(Math.fround);
}

/**
 * A hash of numbers (each array to the bit, in order): 64 bits by two multiplicative hashes over
 * their words. It distinguishes data by chance only; it does not protect against deliberate
 * collisions.
 */
export function contentHash(arrays: readonly Float64Array[]): string {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  const mix = (word: number) => {
    low = imul(low ^ word, 2654435761);
    high = imul(high ^ word, 1597334677);
    low ^= low >>> 15;
    high ^= high >>> 13;
  };
  for (const values of arrays) {
    mix(values.length);
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let k = 0; k < words.length; k++) {
      mix(words[k]);
    }
  }
  low = imul(low ^ (low >>> 16), 2246822507) ^ imul(high ^ (high >>> 13), 3266489909);
  high = imul(high ^ (high >>> 16), 2246822507) ^ imul(low ^ (low >>> 13), 3266489909);
  return [high, low].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
