import { DocumentModel, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { ISharedFile } from '@jupyter/ydoc';

/** Name of the model factory of scans. */
export const scanModelName = 'xes-scan';

/**
 * The document of a scan: it contains none of its bytes and is never dirty, because JupyterLab's
 * close dialog offers a dirty document a Save As that can delete raw data.
 */
export class ScanModel extends DocumentModel {
  override get dirty(): boolean {
    return false;
  }

  override set dirty(_value: boolean) {
    // never: see the class
  }

  override get readOnly(): boolean {
    return true;
  }

  override set readOnly(_value: boolean) {
    // always true
  }

  override toString(): string {
    return '';
  }

  override fromString(_value: string): void {
    // the worker reads the scan from its file
  }
}

/** With a null file format JupyterLab fetches no content. */
export class ScanModelFactory implements DocumentRegistry.IModelFactory<ScanModel> {
  readonly name = scanModelName;
  readonly contentType: Contents.ContentType = 'file';
  readonly fileFormat: Contents.FileFormat = null;
  readonly collaborative = false;

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
  }

  createNew(options?: DocumentRegistry.IModelOptions<ISharedFile>): ScanModel {
    return new ScanModel({ ...options, collaborationEnabled: false });
  }

  preferredLanguage(): string {
    return '';
  }

  private _isDisposed = false;
}
