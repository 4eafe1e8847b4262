import type { Queryable } from "@pakaura/database/connection";
import { weekStarts } from "@pakaura/contract/http";
import { z } from "zod";
import type { DecisionContext } from "../tasks/change.ts";

const weekStartSchema = z.enum(weekStarts);

/** What decisions depend on besides tasks and the clock: null when the user is gone. */
export async function readSettings(
  queryable: Queryable,
  userId: string,
): Promise<Omit<DecisionContext, "now"> | null> {
  const { rows } = await queryable.query<{
    time_zone: string;
    week_start: string;
    lead_minutes: number | null;
  }>({
    name: "settings-of-user",
    text: `select time_zone, week_start, default_reminder_lead_minutes as lead_minutes
      from users where id = $1`,
    values: [userId],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    userId,
    timeZone: row.time_zone,
    weekStart: weekStartSchema.parse(row.week_start),
    defaultReminderLeadMinutes: row.lead_minutes,
  };
}
