/** The value below which `share` (0 to 1) of the samples lie; nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  const value = sorted[index];
  if (value === undefined) throw new RangeError("no samples");
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Runs `measure` and gives its duration in milliseconds. */
export async function timed(measure: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await measure();
  return performance.now() - startedAt;
}

/** Runs `round` `count` times, one after the other, and gives all results. */
export async function rounds<Result>(
  count: number,
  round: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < count; index += 1) results.push(await round(index));
  return results;
}
