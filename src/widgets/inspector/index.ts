export { openAddStep } from './addstep.js';
export { Inspector, type IInspectorOptions } from './inspector.js';
