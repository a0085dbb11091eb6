export * from './colormap.js';
export * from './cutlayer.js';
export * from './export.js';
export * from './figure.js';
export * from './plothost.js';
export * from './plotly.js';
export * from './raster.js';
export * from './theme.js';
