/** Names of colour maps whose lightness rises from end to end. */
export const sequentialMaps = [
  'viridis',
  'cividis',
  'plasma',
  'inferno',
  'magma',
  'batlow',
  'hawaii',
  'lajolla',
  'oslo',
  'gray'
] as const;

/** Names of colour maps with a neutral middle, for differences: vik is light there, berlin dark. */
export const divergingMaps = ['vik', 'berlin'] as const;

/** Names of the colour maps, each also available reversed. */
export const colorMapNames = [...sequentialMaps, ...divergingMaps] as const;

export type ColorMapName = (typeof colorMapNames)[number];

/** Suffix of the name of a reversed colour map, as in matplotlib. */
const ending = '_r';

/** Valid names in a document; a document with another name is shown in the default colour map. */
export const colorMaps: readonly string[] = colorMapNames.flatMap(name => [name, reversalOf(name)]);

/** Whether a name is that of a reversed colour map. */
export function isReversed(name: string): boolean {
  return name.endsWith(ending);
}

/** The name of the reverse of a colour map, which may itself be reversed. */
export function reversalOf(name: string): string {
  return isReversed(name) ? name.slice(0, -ending.length) : name + ending;
}
