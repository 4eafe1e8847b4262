/** So many are remembered: their events follow within moments, or after a reconnect. */
const mostKept = 2_000;

const ids = new Set<string>();

/** Remembers the correlation id of a request of this browser: events that bear it are no news here. */
export function rememberOwnRequest(id: string): void {
  ids.add(id);
  const [oldest] = ids;
  if (ids.size > mostKept && oldest !== undefined) ids.delete(oldest);
}

/** Whether an event with this correlation id came of what was done in this browser. */
export function isOwnRequest(id: string): boolean {
  return ids.has(id);
}
