import { z } from "zod";

/** What a service says when it asks the API to act for a user: whose, and what it follows from. */
export const onBehalfSchema = z.object({
  user_id: z.uuid(),
  correlation_id: z.string(),
  traceparent: z.string().optional(),
});
export type OnBehalf = z.infer<typeof onBehalfSchema>;

/** When the next date of a series arrives while its instance is open, or null when that changes nothing. */
export const seriesSettledSchema = z.object({ arrives_at: z.iso.datetime().nullable() });
export type SeriesSettled = z.infer<typeof seriesSettledSchema>;
