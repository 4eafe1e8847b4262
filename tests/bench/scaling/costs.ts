/**
 * What things cost of one core, in milliseconds: as `measure` said on the machine that docs/scaling.md was written
 * on, which was busy with other things and had no time to warm up. A machine of one's own takes less.
 */
export const costs = {
  api: { cpuMs: 2.7 },
  database: { cpuMs: 0.6 },
  /** The sidecar's part; ours is in that of the api. */
  relay: { cpuMs: 0.8 },
  /** `serviceMs`: from one event to the next of a partition, the sidecar's part included. */
  consumer: { serviceMs: 4.6, cpuMs: 2.1 },
  /** Of one replica with its sidecar, for each event there is, wherever its users are. */
  gateway: { readMs: 2.6 },
};
