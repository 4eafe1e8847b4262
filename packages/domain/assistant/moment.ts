/** When, where and in which language something is said. `now` in milliseconds since the epoch. */
export type SpokenAt = {
  now: number;
  timeZone: string;
  weekStart: "monday" | "saturday" | "sunday";
  /** BCP 47: "en-GB", "de-AT". */
  locale: string;
};
