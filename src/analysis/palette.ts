/**
 * Ten colours that people with red-green blindness can distinguish, visible on white and on black.
 */
const first = [
  '#1f77b4',
  '#d95f02',
  '#1b9e77',
  '#cc3d8f',
  '#7b5cd6',
  '#a6761d',
  '#17a2b8',
  '#c0392b',
  '#66a61e',
  '#6c757d'
] as const;

/** Colours of curves, `#rrggbb`: those ten, then the same lighter and darker. */
export const palette: readonly string[] = [
  ...first,
  ...first.map(color => mixed(color, 255, 0.3)),
  ...first.map(color => mixed(color, 0, 0.35))
];

/** A colour mixed with a grey. @param grey 0 to 255. @param part of the grey, 0 to 1. */
function mixed(color: string, grey: number, part: number): string {
  const parts = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  const next = parts.map(value => Math.round(value + (grey - value) * part));
  return `#${next.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}
