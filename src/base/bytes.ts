/** Concatenate byte arrays. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Number of arguments that a call supports in every browser. */
const sliceBytes = 0x2000;

/** Bytes as base64. */
export function base64(bytes: Uint8Array): string {
  const slices: string[] = [];
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    slices.push(String.fromCharCode(...bytes.subarray(at, at + sliceBytes)));
  }
  return btoa(slices.join(''));
}
