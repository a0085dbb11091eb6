/** The picture as the HTML of an output has it, which notebooks that are not trusted keep. */
const inHTML = /src="(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+)"/;

/** A text of an output: notebooks hold long ones as lines. */
export function textIn(value: unknown): string {
  const text: unknown = Array.isArray(value) ? value.join('') : value;
  return typeof text === 'string' ? text : '';
}

/** The address of the picture that is saved in an output, as an image; null where there is none. */
export function pictureIn(data: Readonly<Record<string, unknown>>): string | null {
  const [, address] = inHTML.exec(textIn(data['text/html'])) ?? [];
  if (address !== undefined) {
    return address;
  }
  const svg = textIn(data['image/svg+xml']); // as outputs had it before
  return svg === '' ? null : `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
