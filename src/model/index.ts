export * from './analysismodel.js';
export type { AnalysisModelOptions } from './analysisreading.js';
export { visibleCrop } from './cropping.js';
export { tableOfRows, type CopiedTable } from './copytable.js';
export * from '../analysis/mapcuts.js';
export * from './edits.js';
export {
  refusalWithTitles,
  scanTitle,
  stepTitle,
  titleOf,
  titleOfStep
} from '../analysis/titles.js';
export { mapViewOf } from '../analysis/mapcolors.js';
export { exportFailures } from './exportfailures.js';
export { plannedFigure, type PlannedFigure } from './exportfigure.js';
export { plannedFiles, type ExportChoice, type PlannedFile } from './exportplan.js';
export { exportName, rowsToExport, type ExportRows } from './exportrows.js';
export { asDrawn, isThrough, planeShown } from './shownprofiles.js';
export { mostMaps, type ShownMap } from './mapsshown.js';
export { oneOfEach } from './oneofeach.js';
export * from './resultjson.js';
export * from './rows.js';
export type { ShownItem } from './shown.js';
export * from './snapshot.js';
export * from './types.js';
export { mostTogether } from './selectedtogether.js';
export { channelShown } from './shownchannel.js';
