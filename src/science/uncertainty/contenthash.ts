const { imul, round } = Math;

/** Energies as they tell data apart: a file has them without the last digits. */
export function tellingEnergies(energies: Float64Array): Float64Array {
  return energies.map(energy => round(energy * 1e4));
}

/** A monitor as it tells data apart: a table has it without the last digits. */
export function tellingMonitor(monitor: Float64Array): Float64Array {
  return monitor.map(Math.fround);
}

/**
 * A name for numbers (each array to the bit, in their order): 64 bits by two multiplicative hashes over their words.
 * It tells data apart that differ by chance; it is no protection against those who want two to be alike.
 */
export function contentHash(arrays: readonly Float64Array[]): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  const take = (word: number) => {
    one = imul(one ^ word, 2654435761);
    other = imul(other ^ word, 1597334677);
    one ^= one >>> 15;
    other ^= other >>> 13;
  };
  for (const values of arrays) {
    take(values.length);
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let k = 0; k < words.length; k++) {
      take(words[k]);
    }
  }
  one = imul(one ^ (one >>> 16), 2246822507) ^ imul(other ^ (other >>> 13), 3266489909);
  other = imul(other ^ (other >>> 16), 2246822507) ^ imul(one ^ (one >>> 13), 3266489909);
  return [other, one].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
