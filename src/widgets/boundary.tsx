import { Component, type ReactNode } from 'react';
import { Rendered, type IRenderer } from '../workarounds/index.js';

/** What a panel gives to its boundary. All but the name is null after the end: React holds what was rendered last. */
export interface IBoundaryOwner extends IRenderer {
  /** How the panel is called in a sentence: "the list". */
  readonly name: string;
  /** Runs work so that its errors end in the log, and are said. */
  guard: ((doing: string, work: () => unknown) => void) | null;
  /** What is shown, in a text: something else is tried anew after a failure. */
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
 * Around all that a panel renders: React takes away everything of a root in which an error was thrown. In its place
 * stands what happened, with a button that shows the panel again.
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

/** '' where even that can't be said. */
function subjectOf({ subject }: IBoundaryOwner): string {
  try {
    return subject?.() ?? '';
  } catch {
    return '';
  }
}
