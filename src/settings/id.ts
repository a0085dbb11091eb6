/** Id of the plugin that owns the settings; fixed, as users have settings stored under it. */
export const settingsId = 'jupyterlab-xes:plugin';
