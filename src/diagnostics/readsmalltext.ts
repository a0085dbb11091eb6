/**
 * Read a file of this origin.
 * @param most largest size, bytes.
 * @param timeout ms.
 * @returns null if the file is larger, late or unavailable. Never rejects.
 */
export async function readSmallText(
  url: string,
  most: number,
  timeout: number
): Promise<string | null> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const { signal } = abort;
    const response = await fetch(url, { mode: 'same-origin', signal });
    return response.ok && response.body ? await bounded(response.body, most) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    abort.abort(); // stop the rest of the transfer
  }
}

/** Counts the bytes received: Content-Length may be missing, or that of compressed data. */
async function bounded(body: ReadableStream<Uint8Array>, most: number): Promise<string | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    bytes += value.byteLength;
    if (bytes > most) {
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
