export * from '../figures/maps/area.js';
export { lineBreak, plainWords, withShortIntensity } from '../figures/axes.js';
export * from './cellstep.js';
export { ContourLayer, drawContours, type ContourStyle } from './contourlayer.js';
export * from './crosshair.js';
export * from '../figures/curves/curve.js';
export { crowded, crowdNames } from '../figures/curves/crowd.js';
export { CrowdNames } from './crowdlayer.js';
export type { IPlotSize } from '../figures/curves/curvenames.js';
export { CurveRaster, type ICurveRasterOptions } from './curveraster.js';
export * from './curvestep.js';
export * from './cutimage.js';
export * from './cutlayer.js';
export type { NamedCut } from './cutmark.js';
export type { ColoredCut } from '../figures/maps/cutshape.js';
export { cutShape, pointOf } from '../figures/maps/cutshape.js';
export type { IPlace } from '../figures/maps/clip.js';
export * from './export.js';
export * from '../figures/curves/farapart.js';
export * from '../figures/maps/mapfigure.js';
export * from './hittest.js';
export type { IRect } from '../figures/curves/linelabels.js';
export * from './linetool.js';
export * from './mapraster.js';
export * from './marklayer.js';
export * from './plotgestures.js';
export * from './plothost.js';
export * from './plotmark.js';
export * from './plotly.js';
export * from './nearestpoint.js';
export { areaOf } from './plotarea.js';
export * from './preview.js';
export type { IProfileFrame } from '../figures/profiles/besidemap.js';
export * from './profileframe.js';
export * from './referencelayer.js';
export * from './relayout.js';
export { reused } from './reused.js';
export {
  hasResidual,
  residualSuffix,
  splitCurves,
  type ISplitCurves
} from '../figures/curves/residual.js';
export * from './series.js';
export * from './seriesfigure.js';
export * from '../figures/curves/spectrafigure.js';
export type { ISpectraOptions } from '../figures/curves/spectraseen.js';
export * from './spectrapreview.js';
export * from './theme.js';
export { asMeasured, stacked, type IStack } from '../figures/curves/waterfall.js';
