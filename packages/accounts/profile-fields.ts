import { updateMeSchema } from "@pakaura/contract/http";
import type { BetterAuthOptions } from "better-auth";

/** What better-auth keeps of a user besides its own columns; the defaults are those of a new account. */
export const profileFields = {
  time_zone: {
    type: "string",
    fieldName: "timeZone",
    required: false,
    defaultValue: "UTC",
    validator: { input: updateMeSchema.shape.time_zone },
  },
  week_start: {
    type: "string",
    fieldName: "weekStart",
    required: false,
    defaultValue: "monday",
    validator: { input: updateMeSchema.shape.week_start },
  },
  default_reminder_lead_minutes: {
    type: "number",
    fieldName: "defaultReminderLeadMinutes",
    required: false,
    defaultValue: 30,
    validator: { input: updateMeSchema.shape.default_reminder_lead_minutes },
  },
} satisfies NonNullable<BetterAuthOptions["user"]>["additionalFields"];
