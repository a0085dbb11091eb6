import type { ISignal } from '@lumino/signaling';
import type { GivenSchema } from '../../formats/schema/types.js';

/** A source of facility schemas for all files, such as the settings. */
export interface ISchemaHolder {
  /** Resolves when they are available; never rejects. */
  readonly ready?: Promise<void>;
  /** Emitted when they may have changed. */
  readonly changed: ISignal<unknown, unknown>;
  /** A list of schemas as JSON, or any other value found there. */
  readonly read: () => unknown;
}

/** The schemas for a folder. */
export interface FolderSchemas {
  /** Those in the folder and those above it, the nearest first. */
  beside: readonly GivenSchema[];
  packages: readonly GivenSchema[];
}

/**
 * Looks for schemas in a folder and those above it.
 * @throws errors of the server if it can't be reached
 */
export type FindFolderSchemas = (folder: string) => Promise<FolderSchemas>;
