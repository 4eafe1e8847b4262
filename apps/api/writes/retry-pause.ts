const shortestMs = 5;
const longestMs = 50;

/**
 * How long a write that was postponed so many times waits: not at all at first, as the next commit may do,
 * then longer and longer; and at least as long as the try took, so that a large one is not mostly tried.
 */
export function retryPauseMs(postponements: number, tookMs: number): number {
  if (postponements <= 1) return 0;
  return Math.max(tookMs, Math.min(longestMs, shortestMs * 2 ** (postponements - 2)));
}
