export type { IAbout } from './about.js';
export * from './display.js';
export * from './file.js';
export * from './page.js';
export { missingLetters } from './letters.js';
export * from './shownvalues.js';
export * from './size.js';
export { lookOf, type PaperStyle } from './style.js';
