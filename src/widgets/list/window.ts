import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** Height of a row (px); style/list.css has it too. */
export const rowHeight = 24;

/** Rows made beyond those in sight, so that scrolling shows no gap. */
const margin = 8;

/** Which rows of a long list are in sight. */
export function useWindow(node: RefObject<HTMLElement>, count: number) {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const { current } = node;
    if (!current) {
      return;
    }
    const measure = () => setHeight(current.clientHeight);
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [node]);
  const onScroll = useCallback(() => setTop(node.current?.scrollTop ?? 0), [node]);
  const reveal = useCallback(
    (index: number) => {
      const { current } = node;
      if (current) {
        const [start, end] = [index * rowHeight, (index + 1) * rowHeight];
        const seen = Math.max(rowHeight, current.clientHeight);
        current.scrollTop = Math.min(start, Math.max(current.scrollTop, end - seen));
        setTop(current.scrollTop);
      }
    },
    [node]
  );
  const first = Math.max(0, Math.floor(top / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((top + Math.max(height, 400)) / rowHeight) + margin);
  return { first, last, onScroll, reveal };
}
