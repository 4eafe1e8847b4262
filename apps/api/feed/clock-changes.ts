/** A change of the clock: the instant, in milliseconds since the epoch, and the offsets from UTC around it. */
export type ClockChange = { at: number; beforeMs: number; afterMs: number };

/** The changes of the clock in a time zone after `from`, up to `to` (milliseconds since the epoch). */
export function clockChanges(
  timeZone: string,
  { from, to }: { from: number; to: number },
): ClockChange[] {
  const changes: ClockChange[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds > to) return changes;
    changes.push({
      at: next.epochMilliseconds,
      beforeMs: at.offsetNanoseconds / 1e6,
      afterMs: next.offsetNanoseconds / 1e6,
    });
    at = next;
  }
}

/** What the clock showed when it was changed, in milliseconds, as a date in UTC. */
export function wallOf({ at, beforeMs }: ClockChange): Date {
  return new Date(at + beforeMs);
}
