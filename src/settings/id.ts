/** Name of the plugin whose settings they are; part of what people have written down. */
export const settingsId = 'jupyterlab-xes:plugin';
