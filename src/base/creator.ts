/** This program, as files name it that it made. */
export const creator = 'jupyterlab-xes';
