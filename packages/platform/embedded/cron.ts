import { parseCronItem } from "graphile-worker";

const minuteMs = 60_000;
/** 29 February can be eight years away (1896 to 1904). */
const horizonDays = 8 * 366 + 1;

/** The first minute after `after` that a five-field cron schedule names, in UTC. Throws when it is malformed or never comes. */
export function nextCronTime(schedule: string, after: Date): Date {
  const { match } = parseCronItem({ task: "schedule", match: schedule });
  let time = (Math.floor(after.getTime() / minuteMs) + 1) * minuteMs;
  const end = time + horizonDays * 1_440 * minuteMs;
  for (; time < end; time += minuteMs) {
    const date = new Date(time);
    const digest = {
      min: date.getUTCMinutes(),
      hour: date.getUTCHours(),
      date: date.getUTCDate(),
      month: date.getUTCMonth() + 1,
      dow: date.getUTCDay(),
    };
    if (match(digest)) return date;
  }
  throw new Error(`The schedule ${schedule} never comes`);
}
