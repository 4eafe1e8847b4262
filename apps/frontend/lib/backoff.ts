/** Resolves after so many milliseconds. */
export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/**
 * How long to wait before attempt number `attempt` (from 0), in milliseconds: doubling up to a limit,
 * with full jitter over the upper half, so that many browsers do not return at the same instant.
 */
export function backoffMs(
  attempt: number,
  random = Math.random,
  { firstMs, limitMs } = { firstMs: 500, limitMs: 20_000 },
): number {
  const ceiling = Math.min(limitMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
