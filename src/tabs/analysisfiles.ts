import { PathExt } from '@jupyterlab/coreutils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { LoginState } from '../server/login.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { ScanWatch } from '../documents/index.js';
import type { AnalysisFile } from '../documents/analysisfile.js';
import { fileOf } from '../documents/openfiles.js';
import { whenShown } from '../widgets/whenshown.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import { FileBar } from '../widgets/filebar.js';
import {
  fileNoticeOf,
  savedBesideNotice,
  reloadedNotice,
  waitingNotice
} from '../widgets/filenotice.js';

type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;

export interface IAnalysisFilesOptions {
  contents: Contents.IManager;
  login: LoginState;
  diagnostics: IDiagnostics;
  watch: ScanWatch;
  /** Open or reveal a document. */
  open: (path: string) => void;
}

/** Watches the files of open analyses, and shows changes and conflicts in each tab. */
export class AnalysisFiles {
  constructor(private _options: IAnalysisFilesOptions) {}

  /** Follow the file of a tab. @param flush updates the document's text to the model. */
  follow(widget: XESDocumentWidget, context: TextContext, flush: () => void): void {
    const { contents, login, watch } = this._options;
    const file = fileOf(context, contents, login);
    const isVisible = () => widget.isVisible;
    const view = widget.owned.add(file.view({ isVisible, flush }));
    if (context.model.collaborative) {
      return view.dispose(); // the server follows the file, and updates each page
    }
    widget.owned.add(watch.join({ isVisible, check: isThorough => file.check(isThorough) }));
    whenShown(widget, widget.owned, () => void file.check());
    this._addBar(widget, file);
    void file.check();
  }

  private _addBar(widget: XESDocumentWidget, file: AnalysisFile): void {
    const { diagnostics, open } = this._options;
    const { context } = widget;
    const name = () => PathExt.basename(context.path);
    const bar = new FileBar((doing, work) => {
      void diagnostics.guard({ doing, path: context.path }, work);
    });
    const choices = {
      takeTheirs: () => file.takeTheirs(),
      keepMine: () => file.keepMine(),
      save: () => context.save(),
      keepBoth: async () => {
        const path = await file.keepBoth();
        if (path !== null) {
          savedBesideNotice(PathExt.basename(path), () => open(path));
        }
      }
    };
    const show = () => {
      if (!widget.isDisposed) {
        bar.present(fileNoticeOf(name(), file.state, choices));
      }
    };
    const isFirst = () => widget.isVisible || !file.isVisible;
    const onTaken = () => {
      if (isFirst()) {
        reloadedNotice(name());
      }
    };
    const onRefused = () => {
      if (widget.isVisible) {
        bar.ask();
      } else if (isFirst()) {
        waitingNotice(name(), () => open(context.path));
      }
    };
    file.changed.connect(show);
    file.taken.connect(onTaken);
    file.refused.connect(onRefused);
    context.pathChanged.connect(show);
    widget.owned.defer(() => {
      file.changed.disconnect(show);
      file.taken.disconnect(onTaken);
      file.refused.disconnect(onRefused);
      context.pathChanged.disconnect(show);
    });
    widget.contentHeader.addWidget(bar);
    show();
  }
}
