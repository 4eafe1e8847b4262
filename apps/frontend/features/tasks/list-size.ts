import type { Rect, Virtualizer } from "@tanstack/react-virtual";

let known: Rect | null = null;

/** How large a list was last, in pixels: another one begins with as many rows. */
export function lastSize(): Rect {
  return known ?? { width: window.innerWidth, height: window.innerHeight };
}

/**
 * Follows how large a list is. The browser tells before it paints; asked at once, it would have to lay out
 * the whole page for the answer.
 */
export function observeSize(
  { scrollElement }: Virtualizer<HTMLDivElement, Element>,
  tell: (size: Rect) => void,
): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    known = { width: Math.round(width), height: Math.round(height) };
    tell(known);
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
