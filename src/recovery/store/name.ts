/** The one database of the extension, in the browser. */
export const databaseName = 'jupyterlab-xes';
