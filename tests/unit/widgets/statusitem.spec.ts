/** @jest-environment jsdom */
import { XESStatusItem } from '../../../src/widgets/statusitem';

describe('XESStatusItem', () => {
  it('shows bytes and the reader, and opens the health panel', () => {
    let opened = 0;
    const item = new XESStatusItem(() => opened++);
    const button = item.node.querySelector('button');
    item.showFigures({ held: 3_400_000, threshold: 512e6, worker: 'reading' });
    expect(button?.textContent).toBe('XES 3.4 MB of 512 MB · reading');
    expect(button?.title).toContain('3.4 MB of 512 MB held');
    expect(button?.classList.contains('jp-mod-over')).toBe(false);
    item.showFigures({ held: 600e6, threshold: 512e6, worker: 'none' });
    expect(button?.textContent).toBe('XES 600 MB of 512 MB · idle');
    expect(button?.classList.contains('jp-mod-over')).toBe(true);
    button?.click();
    item.dispose();
    button?.click();
    expect(opened).toBe(1);
  });
});
