import { addCollecting, type ICollectingOptions } from './collecting.js';
import { addEditing } from './editing.js';
import { addEntries } from './entries.js';
import { addLooking } from './looking.js';
import { addPanels } from './panels.js';
import type { CommandRegistrar } from './registrar.js';
import { addResults } from './results.js';
import { addViewing } from './viewing.js';

/** All commands of open documents. */
export function addDocumentCommands(to: CommandRegistrar, options: ICollectingOptions): void {
  addLooking(to);
  addEditing(to);
  addEntries(to);
  addViewing(to);
  addPanels(to);
  addCollecting(to, options);
  addResults(to);
}
