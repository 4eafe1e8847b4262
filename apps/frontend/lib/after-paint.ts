/** Where nothing is painted, as in a tab behind others, it is not waited for longer than this, in milliseconds. */
const patienceMs = 100;

/** Calls `act` once, after the page has been painted as it is now. */
export function afterPaint(act: () => void): void {
  let isDone = false;
  function finish(): void {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    act();
  }
  const timer = setTimeout(finish, patienceMs);
  // A frame's callbacks come before its paint, and a timer after it.
  requestAnimationFrame(() => setTimeout(finish));
}
