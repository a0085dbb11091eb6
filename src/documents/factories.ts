/** Names of the two widget factories; stored in saved workspaces. */
export const scanFactory = 'XES Viewer';
export const analysisFactory = 'XES Analysis';
