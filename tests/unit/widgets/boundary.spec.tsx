/** @jest-environment jsdom */
import { ReactWidget } from '@jupyterlab/ui-components';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { Boundary, type IBoundaryOwner } from '../../../src/widgets/boundary';
import { until } from '../compute/support';

class Panel extends ReactWidget {
  constructor(private _by: IBoundaryOwner) {
    super();
  }

  protected render(): React.JSX.Element {
    return <Boundary by={this._by} />;
  }
}

const failure = new Error('planted in a drawing');
const sentence = 'Showing the list failed.';
let panel: Panel;
let caught: [string, unknown][];
let isBroken: boolean;
let subject: string;

const shows = async (text: string) => {
  panel.update();
  MessageLoop.flush();
  await until(() => panel.node.textContent?.startsWith(text) === true);
};
const again = () => panel.node.querySelector('button')?.click();

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(); // React reports what it caught
  caught = [];
  isBroken = false;
  subject = 's1';
  panel = new Panel({
    name: 'the list',
    guard: (doing, work) => {
      try {
        work();
      } catch (error) {
        caught.push([doing, error]);
      }
    },
    subject: () => subject,
    render: () => {
      if (isBroken) {
        throw failure;
      }
      return <p>all rows of {subject}</p>;
    }
  });
  Widget.attach(panel, document.body);
  await shows('all rows of s1');
});
afterEach(() => {
  panel.dispose();
  jest.restoreAllMocks();
});

describe('a panel whose rendering throws', () => {
  it('shows a message, reports it, and is shown again when possible', async () => {
    isBroken = true;
    await shows(sentence);
    expect(panel.node.querySelector('[role=alert]')).not.toBeNull();
    expect(caught).toEqual([['Showing the list', failure]]);
    again();
    await until(() => caught.length === 2); // still broken
    await shows(sentence);
    isBroken = false;
    await shows(sentence); // changes meanwhile do not remove the message
    again();
    await shows('all rows of s1');
    expect(caught).toHaveLength(2);
  });

  it('is retried for something else', async () => {
    isBroken = true;
    await shows(sentence);
    isBroken = false;
    subject = 's2';
    await shows('all rows of s2');
    expect(caught).toHaveLength(1);
  });
});
