/** A reproducible random generator, 0 ≤ x < 1 (mulberry32). */
export function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Mutation = (bytes: Uint8Array, below: (end: number) => number) => Uint8Array;

/** A range in a file; short ones are more frequent. */
function rangeIn(bytes: Uint8Array, below: (end: number) => number): [number, number] {
  const start = below(bytes.length);
  const longest = Math.min(bytes.length - start, 2 ** (1 + below(12)));
  return [start, start + 1 + below(longest)];
}

const mutations: Record<string, Mutation> = {
  flipped: (bytes, below) => {
    for (let k = 0, count = 1 + below(8); k < count; k++) {
      bytes[below(bytes.length)] ^= 1 << below(8);
    }
    return bytes;
  },
  overwritten: (bytes, below) => {
    const [start, end] = rangeIn(bytes, below);
    for (let at = start; at < end; at++) {
      bytes[at] = below(256);
    }
    return bytes;
  },
  'made extreme': (bytes, below) => {
    const [start] = rangeIn(bytes, below);
    bytes.fill(below(2) ? 0xff : 0, start, start + 2 ** below(4));
    return bytes;
  },
  zeroed: (bytes, below) => bytes.fill(0, ...rangeIn(bytes, below)),
  'cut off': (bytes, below) => bytes.slice(0, below(bytes.length)),
  spliced: (bytes, below) => {
    const [start, end] = rangeIn(bytes, below);
    bytes.copyWithin(below(bytes.length), start, end);
    return bytes;
  },
  'with bytes lost': (bytes, below) => {
    const [start, end] = rangeIn(bytes, below);
    bytes.copyWithin(start, end);
    return bytes.slice(0, bytes.length - (end - start));
  }
};

const names = Object.keys(mutations);

/** A damaged copy of a file, reproducible by the seed. @returns also the kind of damage. */
export function mutated(whole: Uint8Array, seed: number): { bytes: Uint8Array; how: string } {
  const random = seeded(seed);
  const below = (end: number) => Math.floor(random() * end);
  const how = names[below(names.length)];
  return { bytes: mutations[how](whole.slice(), below), how };
}
