import { Component, type ReactNode } from 'react';
import { Rendered, type IRenderer } from '../workarounds/index.js';

/**
 * What a panel hands to its boundary. All but the name is null once the panel is disposed of: React
 * holds on to whatever it rendered last.
 */
export interface IBoundaryOwner extends IRenderer {
  /** The panel's name within a sentence: "the list". */
  readonly name: string;
  /** Runs work so that its errors are logged and reported. */
  guard: ((doing: string, work: () => unknown) => void) | null;
  /**
   * Text that identifies what is shown; when it changes after a failure, rendering is tried again.
   */
  subject?: (() => string) | null;
}

interface IBoundaryProps {
  by: IBoundaryOwner;
}

interface IBoundaryState {
  hasFailed: boolean;
  subject: string;
}

/**
 * Wraps everything a panel renders: React unmounts the whole root in which an error was thrown. The
 * boundary shows what happened instead, with a button that renders the panel again.
 */
export class Boundary extends Component<IBoundaryProps, IBoundaryState> {
  static getDerivedStateFromError(): Partial<IBoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    { by }: IBoundaryProps,
    state: IBoundaryState
  ): IBoundaryState | null {
    const subject = subjectOf(by);
    return subject === state.subject ? null : { subject, hasFailed: false };
  }

  override state: IBoundaryState = { hasFailed: false, subject: subjectOf(this.props.by) };

  override componentDidCatch(error: unknown): void {
    const { guard, name } = this.props.by;
    guard?.(`Showing ${name}`, () => {
      throw error;
    });
  }

  override render(): ReactNode {
    const { by } = this.props;
    return this.state.hasFailed ? (
      <div className="jp-XESFailure" role="alert">
        <p>Showing {by.name} failed. Your work is kept; the report says why.</p>
        <button type="button" className="jp-mod-styled" onClick={this._again}>
          Show again
        </button>
      </div>
    ) : (
      <Rendered by={by} />
    );
  }

  private _again = (): void => this.setState({ hasFailed: false });
}

/** An empty string if even that throws. */
function subjectOf({ subject }: IBoundaryOwner): string {
  try {
    return subject?.() ?? '';
  } catch {
    return '';
  }
}
