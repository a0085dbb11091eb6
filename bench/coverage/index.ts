export { cases } from './cases/index.js';
export { approximateCodes, biasCodes } from './said.js';
export { details, levels, overview, saidTable, summary } from './table.js';
