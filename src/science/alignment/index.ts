export { align, type Alignment, type AlignmentOptions } from './align.js';
