/**
 * The text of a file, with `\n` at the end of each line: UTF-8, UTF-16 with or without a byte order
 * mark, else Latin 1 (Windows-1252). The bytes may end within a character.
 */
export function decodeText(bytes: Uint8Array): string {
  return decoded(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
}

function decoded(bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  if (wide) {
    return new TextDecoder(wide).decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Number of bytes searched for zeros: in UTF-16 every second byte of plain text is zero. */
const sampled = 64;

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return first === 0xff ? 'utf-16le' : 'utf-16be';
  }
  const head = bytes.subarray(0, sampled);
  const zeros = (parity: number) =>
    head.reduce((n, byte, i) => n + (byte === 0 && i % 2 === parity ? 1 : 0), 0);
  const [even, odd] = [zeros(0), zeros(1)];
  const isWide = head.length >= 8 && Math.abs(even - odd) > head.length / 4;
  return isWide ? (odd > even ? 'utf-16le' : 'utf-16be') : null;
}
