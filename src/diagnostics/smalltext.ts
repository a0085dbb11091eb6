/**
 * Read a file of this origin.
 * @param most bytes; of a larger file nothing is kept.
 * @param timeout ms.
 * @returns null where it can't be had within these bounds. Never rejects.
 */
export async function smallText(
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
    abort.abort(); // what is not read is not sent
  }
}

/** Counted as it comes: the header is that of the packed file, or missing. */
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
