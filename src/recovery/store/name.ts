/** The extension's database in the browser. */
export const databaseName = 'jupyterlab-xes';
