import type { ISignal } from '@lumino/signaling';
import type { GivenSchema } from '../../formats/schema/types.js';

/** What has facility schemas for all files, such as the settings. */
export interface ISchemaHolder {
  /** Resolves when they are known; never rejects. */
  readonly ready?: Promise<void>;
  /** Emitted when they may have changed. */
  readonly changed: ISignal<unknown, unknown>;
  /** A list of schemas as JSON, or whatever is in its place. */
  readonly read: () => unknown;
}

/** What is known of a folder. */
export interface FolderSchemas {
  /** Of the folder and of those above it, the nearest first. */
  beside: readonly GivenSchema[];
  packages: readonly GivenSchema[];
}

/** Looks at a folder and at those above it. @throws what the server says where it can't be reached */
export type LookAtFolder = (folder: string) => Promise<FolderSchemas>;
