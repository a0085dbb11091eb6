import { LabIcon } from '@jupyterlab/ui-components';

const svgstr =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 22 22">' +
  '<path class="jp-icon3" fill="#616161" d="M3 19V3h1.6v14.4H19V19z"/>' +
  '<path class="jp-icon-brand0" fill="#1976d2" d="M6 15.8c2.6 0 3.4-1.6 4-5.4.5-3.3.9-5.9 2-5.9' +
  's1.5 2.6 2 5.9c.6 3.800 1.4 5.4 4 5.4v-1.6c-1.5 0-1.9-.9-2.4-4.1C15 6.3 14.3 2.900 12 2.900' +
  'S9 6.3 8.4 10.1C7.9 13.3 7.5 14.2 6 14.2z"/></svg>';

/** An emission line on its axes. */
export const xesIcon = new LabIcon({ name: 'jupyterlab-xes:line', svgstr });
