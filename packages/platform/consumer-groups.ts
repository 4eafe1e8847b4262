/** Where a consumer group is: on the event log by its cursor, on Kafka by the number of events before it. */
export type GroupPlace = {
  /** The service whose group it is. */
  service: string;
  transaction_id: string | null;
  position: number | null;
  updated_at: Date | null;
  /** Null when it does not run here. */
  lag_seconds: number | null;
  /** Events that it has not handled; null where only the time is known. */
  lag_events: number | null;
};

/** What operators see of consumer groups, and the way to set them back. */
export type ConsumerGroups = {
  list: () => Promise<GroupPlace[]>;
  /** Delivers everything from `time` on to the group again. False when there is no such group here. */
  rewind: (service: string, time: Date) => Promise<boolean>;
  /** Removes the place of a service that was retired, and so does not run. */
  forget: (service: string) => Promise<"forgotten" | "running" | "unknown">;
};
