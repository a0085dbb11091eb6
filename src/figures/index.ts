export * from './bands.js';
export * from './cellat.js';
export * from './colormap.js';
export * from './colorticks.js';
export * from './contourlines.js';
export * from './intensityscale.js';
export * from './limits.js';
export * from './raster.js';
