/**
 * What things cost of one core, in milliseconds: as `measure` said on the machine that docs/scaling.md was written
 * on, rounded up.
 */
export const costs = {
  api: { cpuMs: 0.9 },
  database: { cpuMs: 0.4 },
  /** The sidecar's part; ours is in that of the api. */
  relay: { cpuMs: 0.4 },
  /** Of the slowest. `serviceMs`: from one event to the next of a partition, the sidecar's part included. */
  consumer: { serviceMs: 0.9, cpuMs: 0.8 },
  /** Of one replica with its sidecar, for each event there is, wherever its users are. */
  gateway: { readMs: 1.2 },
};
