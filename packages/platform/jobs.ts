/** When a job fires: once at `dueTime`, or again and again by `schedule` (five cron fields, UTC). */
export type JobTime = { dueTime: Date } | { schedule: string };

/** A job as it arrives. */
export type FiredJob = { name: string; data: unknown };

export type Jobs = {
  /**
   * Sets a job of this service; it arrives as `POST /job/{name}` with `data` as the JSON body, every
   * second until the answer is 2xx. One that is refused, or fails sixty times, becomes a dead letter. The same
   * name again replaces the job. Survives restarts; one whose time passed while nothing ran fires once, late.
   */
  schedule: (name: string, job: JobTime & { data: unknown }) => Promise<void>;
  /** Removes a job. One that is not there is no error. */
  delete: (name: string) => Promise<void>;
};
