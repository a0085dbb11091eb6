import { LabIcon } from '@jupyterlab/ui-components';
import type { IPicking } from './picking.js';
import { words } from './schema.js';

/** A window between two edges, under a pointer. */
const pickIcon = new LabIcon({
  name: 'jupyterlab-xes:pick',
  svgstr:
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16">' +
    '<path class="jp-icon3" fill="#616161" d="M2 1h1.300v14H2zM12.700 1H14v14h-1.300zM4 6h1.500v1.300H4z' +
    'M10.500 6H12v1.300h-1.500zM7.350 2.500h1.300V5h-1.300zM7.350 8.500h1.300v2.500h-1.300zM6 6h4v1.300H6z"/></svg>'
});

interface IPickButtonProps {
  name: string;
  picking: IPicking;
}

/** Has a parameter picked with the next drag on the plot. It has the same name for all: labels are those of fields. */
export function PickButton({ name, picking }: IPickButtonProps) {
  const isOffered = picking.offered.includes(name);
  return (
    <button
      type="button"
      className="jp-XESButton jp-mod-styled jp-mod-minimal jp-XESForm-pick"
      title={isOffered ? 'Pick on the plot' : 'Nothing is plotted that it could be picked on'}
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
