export { cases } from './cases/index.js';
export { approximateCodes, biasCodes } from './reported.js';
export { details, levels, overview, reportedTable, summary } from './table.js';
