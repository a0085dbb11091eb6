import { LabIcon } from '@jupyterlab/ui-components';
import type { IPicking } from './picking.js';
import { words } from './schema.js';

/** Two edges, and an arrow between them. */
const pickIcon = new LabIcon({
  name: 'jupyterlab-xes:pick',
  svgstr:
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16">' +
    '<path class="jp-icon3" fill="#616161" d="M1.500 1.500h1.300v13H1.500zM13.200 1.500h1.300v13h-1.300z' +
    'M3.900 8l3-3v2.300h2.200V5l3 3-3 3V8.700H6.900V11z"/></svg>'
});

interface IPickButtonProps {
  name: string;
  picking: IPicking;
}

/**
 * Lets the next drag on the plot set a parameter. Its text is the same for all: labels are those of
 * fields.
 */
export function PickButton({ name, picking }: IPickButtonProps) {
  const isOffered = picking.offered.includes(name);
  return (
    <button
      type="button"
      className="jp-XESButton jp-mod-styled jp-mod-minimal jp-XESForm-pick"
      title={isOffered ? 'Pick on the plot' : 'There is no plot to pick it on'}
      aria-label="Pick on the plot"
      aria-description={words(name)}
      aria-pressed={picking.armed === name}
      disabled={!isOffered}
      onClick={() => picking.toggle(name)}
    >
      <pickIcon.react tag="span" width="16px" height="16px" elementPosition="center" />
    </button>
  );
}
