/** The picture in the HTML of an output, which untrusted notebooks keep. */
const inHTML = /src="(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+)"/;

/** Text of an output: notebooks store long texts as lines. */
export function textIn(value: unknown): string {
  const text: unknown = Array.isArray(value) ? value.join('') : value;
  return typeof text === 'string' ? text : '';
}

/** URL of the picture saved in an output, as an image; null if there is none. */
export function pictureIn(data: Readonly<Record<string, unknown>>): string | null {
  const [, address] = inHTML.exec(textIn(data['text/html'])) ?? [];
  if (address !== undefined) {
    return address;
  }
  const svg = textIn(data['image/svg+xml']); // format of earlier versions
  return svg === '' ? null : `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
