import { formatColumns } from "./format-columns.ts";
import { costs } from "./costs.ts";
import { type Load, simulatePartitions } from "./simulate-partitions.ts";

const users = 100_000;
const skew = 0.8;
/** Of a core: more, and a peak makes everybody wait. */
const mostBusy = 0.7;
const partitionCounts = [3, 6, 12, 24, 48, 96, 192, 384];
const patienceMs = 100;
const writesPerSecond = [10, 100, 1_000, 5_000, 20_000];

/** The fewest partitions of which 99 of 100 events are through in time; null when there are not enough. */
function partitionsFor(load: Load, serviceMs: number) {
  for (const partitions of partitionCounts) {
    const delays = simulatePartitions(load, { partitions, serviceMs });
    if (delays.p99 <= patienceMs) return { partitions, ...delays };
  }
  return null;
}

const coresFor = (perSecond: number, cpuMs: number): number =>
  Math.ceil((perSecond * cpuMs) / 1_000 / mostBusy);
const text = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** What so many writes a second want of each part, one line for each. */
export function modelTable(): string {
  const head = [
    "writes/s",
    "api cores",
    "database cores",
    "relays",
    "partitions",
    "p50 ms",
    "p99 ms",
    "consumer cores",
    "gateway: share of a core to read everything",
    "gateways that share the users",
  ];
  const rows = writesPerSecond.map((eventsPerSecond) => {
    const found = partitionsFor({ eventsPerSecond, users, skew }, costs.consumer.serviceMs);
    // Each replica of a gateway reads every event, however many replicas there are.
    const share = (eventsPerSecond * costs.gateway.readMs) / 1_000;
    const cells = [
      coresFor(eventsPerSecond, costs.api.cpuMs),
      coresFor(eventsPerSecond, costs.database.cpuMs),
      coresFor(eventsPerSecond, costs.relay.cpuMs),
      found?.partitions ?? "too many",
      found ? text(found.p50) : "",
      found ? text(found.p99) : "",
      coresFor(eventsPerSecond, costs.consumer.cpuMs),
      share.toFixed(2),
      Math.ceil(share / mostBusy),
    ];
    return [eventsPerSecond, ...cells].map(String);
  });
  return formatColumns([head, ...rows]);
}
