import type { Contents } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

/** A server's files, as far as documents use them; each change is signalled like in JupyterLab. */
export class Files {
  readonly texts = new Map<string, string>();
  readonly writes: string[] = [];
  readonly fileChanged = new Signal<this, Contents.IChangedArgs>(this);

  localPath = (path: string) => path;
  driveName = () => '';
  normalize = (path: string) => path;
  getSharedModelFactory = () => null;
  listCheckpoints = () => Promise.resolve([{ id: 'first', last_modified: '' }]);

  get contents(): Contents.IManager {
    return this as unknown as Contents.IManager;
  }

  /** A file, or a folder that holds some. */
  get(path: string): Promise<Contents.IModel> {
    const start = path === '' ? '' : `${path}/`;
    const inside = [...this.texts.keys()].filter(file => file.startsWith(start));
    return this.texts.has(path)
      ? Promise.resolve(this.model(path))
      : inside.length > 0
        ? Promise.resolve({ ...this.model(path), content: inside.map(file => this.model(file)) })
        : Promise.reject(Object.assign(new Error('404'), { response: { status: 404 } }));
  }

  save(path: string, { content }: Partial<Contents.IModel>): Promise<Contents.IModel> {
    this.texts.set(path, String(content));
    this.writes.push(path);
    return Promise.resolve(this.model(path));
  }

  /** Rename or move a file or folder; synchronous, like the server's answer. */
  rename(from: string, to: string): void {
    for (const [path, text] of [...this.texts]) {
      if (path === from || path.startsWith(`${from}/`)) {
        this.texts.delete(path);
        this.texts.set(to + path.slice(from.length), text);
      }
    }
    const [oldValue, newValue] = [{ path: from }, this.model(to)];
    this.fileChanged.emit({ type: 'rename', oldValue, newValue });
  }

  private model(path: string): Contents.IModel {
    const content = this.texts.get(path) ?? '';
    return {
      name: path.split('/').pop() ?? '',
      path,
      type: 'file',
      writable: true,
      created: 'c',
      last_modified: 'm',
      mimetype: '',
      content,
      format: 'text',
      hash: content,
      hash_algorithm: 'none'
    };
  }
}
