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

/** Names of the colour maps, each of which may be reversed. */
export const colorMapNames = [...sequentialMaps, ...divergingMaps] as const;

export type ColorMapName = (typeof colorMapNames)[number];

/** How the name of a reversed colour map ends, as in matplotlib. */
const ending = '_r';

/** What a document may name; one that names another is shown in the default one. */
export const colorMaps: readonly string[] = colorMapNames.flatMap(name => [name, reversalOf(name)]);

/** Whether a name is that of a reversed colour map. */
export function isReversed(name: string): boolean {
  return name.endsWith(ending);
}

/** The name of the same colour map from its other end. */
export function reversalOf(name: string): string {
  return isReversed(name) ? name.slice(0, -ending.length) : name + ending;
}
