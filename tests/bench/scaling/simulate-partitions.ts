import { percentile } from "../statistics.ts";

export type Load = {
  /** Events a second, at random moments (Poisson). */
  eventsPerSecond: number;
  users: number;
  /** Zipf's exponent: at 0 all users are equally busy, at 1 the busiest has twice the events of the next. */
  skew: number;
};

export type Consumers = {
  partitions: number;
  /** Of one event, one after the other in a partition. */
  serviceMs: number;
};

/** How long events wait and are handled, in milliseconds, and the share of time that the busiest partition works. */
export type Delays = { p50: number; p99: number; busiest: number };

const sampleCount = 200_000;

/** Numbers from 0 to 1, the same at every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The share of all events that comes from the users up to each one, busiest first. */
function cumulativeShares({ users, skew }: Load): Float64Array {
  const shares = new Float64Array(users);
  let sum = 0;
  for (let user = 0; user < users; user += 1) shares[user] = sum += (user + 1) ** -skew;
  return shares.map((share) => share / sum);
}

function firstAtLeast(shares: Float64Array, value: number): number {
  let [low, high] = [0, shares.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] ?? 1) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Spreads users over partitions as a hash of their id does. */
function partitionOf(user: number, partitions: number): number {
  return (Math.imul(user + 1, 2_654_435_761) >>> 8) % partitions;
}

/**
 * Lets events arrive and wait for the ones before them in their partition. A partition that cannot keep up
 * shows by delays that have no end, and `busiest` of 1 or more.
 */
export function simulatePartitions(load: Load, { partitions, serviceMs }: Consumers): Delays {
  const random = randomNumbers(1);
  const shares = cumulativeShares(load);
  const freeAt = new Float64Array(partitions);
  const workMs = new Float64Array(partitions);
  const delays: number[] = [];
  let now = 0;
  for (let count = 0; count < sampleCount; count += 1) {
    now += (-Math.log(1 - random()) * 1_000) / load.eventsPerSecond;
    const partition = partitionOf(firstAtLeast(shares, random()), partitions);
    const done = Math.max(now, freeAt[partition] ?? 0) + serviceMs;
    freeAt[partition] = done;
    workMs[partition] = (workMs[partition] ?? 0) + serviceMs;
    delays.push(done - now);
  }
  return {
    p50: percentile(delays, 0.5),
    p99: percentile(delays, 0.99),
    busiest: Math.max(...workMs) / now,
  };
}
