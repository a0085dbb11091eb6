/** @jest-environment jsdom */
import { ReactWidget } from '@jupyterlab/ui-components';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { Rendered, type IRenderer } from '../../../src/workarounds';
import { until } from '../compute/support';

describe('the rendering of an owner', () => {
  it('follows it, and ends with it', async () => {
    let words = 'one';
    const by: IRenderer = { render: () => <p>{words}</p> };
    class Panel extends ReactWidget {
      protected render(): React.JSX.Element {
        return <Rendered by={by} />;
      }
    }
    const panel = new Panel();
    Widget.attach(panel, document.body);
    const shows = async (text: string) => {
      panel.update();
      MessageLoop.flush();
      await until(() => panel.node.textContent === text);
    };
    await shows('one');
    words = 'two';
    await shows('two');
    by.render = null;
    await shows('');
    panel.dispose();
  });
});
