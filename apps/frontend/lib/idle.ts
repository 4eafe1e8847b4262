/** Calls back when the page has nothing better to do; returns how to forget it. */
export function whenIdle(callback: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(callback, 1_000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: 1_000 });
  return () => cancelIdleCallback(handle);
}
