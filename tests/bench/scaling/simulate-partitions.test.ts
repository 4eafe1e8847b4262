import { expect, test } from "vitest";
import { simulatePartitions } from "./simulate-partitions.ts";

const load = { eventsPerSecond: 100, users: 10_000, skew: 0 };

test("one partition behaves as the queue that the books have: M/D/1", () => {
  // Half busy, a wait of half the time of one event on average (Pollaczek-Khinchine), so most do not wait.
  const { p50, p99, busiest } = simulatePartitions(load, { partitions: 1, serviceMs: 5 });
  expect(busiest).toBeCloseTo(0.5, 1);
  expect(p50).toBeLessThan(7);
  expect(p99).toBeGreaterThan(10);
});

test("one that gets more than it can handle falls behind without an end", () => {
  const { p50, busiest } = simulatePartitions(load, { partitions: 1, serviceMs: 20 });
  expect(busiest).toBeGreaterThan(1);
  expect(p50).toBeGreaterThan(10_000);
});

test("more partitions take more, but no more of one user", () => {
  const four = { partitions: 4, serviceMs: 20 };
  expect(simulatePartitions(load, four).busiest).toBeLessThan(0.6);
  expect(simulatePartitions({ ...load, users: 1 }, four).busiest).toBeGreaterThan(1);
});
