import { LabIcon } from '@jupyterlab/ui-components';

/** An icon in the grey of JupyterLab's toolbars; its own picture icon is a coloured file icon. */
function icon(name: string, path: string): LabIcon {
  return new LabIcon({
    name: `jupyterlab-xes:${name}`,
    svgstr:
      '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">' +
      `<path class="jp-icon3" fill="#616161" d="${path}"/></svg>`
  });
}

/** Four corners around the visible part. */
export const wholeIcon = icon(
  'whole',
  'M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4zM9 9h6v6H9z'
);

/** A curve in a frame. */
export const figureIcon = icon(
  'figure',
  'M3 4h18v16H3zM5 6v12h14V6zM6 15.5c2.5 0 3-1 3.8-3.7C10.4 9.6 11 8 12 8s1.600 1.600 2.200 3.8c.8 2.700 1.300 3.7 3.8 3.7V17c-3.300 0-4.300-1.700-5.200-4.8L12 10l-.8 2.200C10.300 15.300 9.300 17 6 17z'
);
