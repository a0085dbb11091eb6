/** Names of the two widget factories; part of saved workspaces. */
export const scanFactory = 'XES Viewer';
export const analysisFactory = 'XES Analysis';
