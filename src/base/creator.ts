/** The name of this program in the files that it writes. */
export const creator = 'jupyterlab-xes';
