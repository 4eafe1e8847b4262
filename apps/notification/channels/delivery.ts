import type { Jobs } from "@pakaura/platform/jobs";
import { z } from "zod";

const noticeSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  taskId: z.string().nullable(),
  event: z.record(z.string(), z.unknown()),
});
/**
 * Of a person who had the app open when the reminder fired: it is not sent once they have seen it there, and not before
 * `until` while a page shows it.
 */
const holdSchema = z.object({ user_id: z.uuid(), until: z.iso.datetime() });
export type Hold = z.infer<typeof holdSchema>;

/** What the job of one delivery carries. */
export const deliverySchema = z.object({
  channel_id: z.uuid(),
  tries: z.int(),
  notice: noticeSchema,
  hold: holdSchema.optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveryPrefix = "deliver-";
/** Longer than events are kept: what is replayed is not sent again. */
export const rememberedSeconds = 8 * 86_400;

/** The same for every try of one notice on one channel: of its job, and of what is remembered of it. */
export function deliveryName({
  channel_id: channelId,
  notice,
}: Pick<Delivery, "channel_id" | "notice">): string {
  return `${deliveryPrefix}${channelId}-${notice.id}`;
}

export function scheduleDelivery(jobs: Jobs, delivery: Delivery, dueTime: Date): Promise<void> {
  return jobs.schedule(deliveryName(delivery), { dueTime, data: delivery });
}
