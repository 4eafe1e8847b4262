import { activityEntrySchema } from "@pakaura/contract/events";
import { metrics } from "@pakaura/service/metrics";
import { traceStep } from "@pakaura/service/tracing";
import { z } from "zod";
import type { LookAhead } from "./look-ahead.ts";
import { eventMessage, plainMessage } from "./message.ts";
import type { Receipts } from "./presence/receipts.ts";
import type { StreamSession } from "./stream-session.ts";

const dataOf = <Payload extends z.ZodType>(payload: Payload) =>
  z.object({ user_id: z.string(), correlation_id: z.string(), payload });

const innerEventSchema = z.object({
  id: z.string(),
  type: z.string(),
  sequence: z.int().min(1),
  time: z.iso.datetime(),
  data: z.object({ user_id: z.string() }),
});
const isInnerEvent = (value: unknown) => innerEventSchema.safeParse(value).success;

/**
 * What the gateway needs of the events on `task-updates`. The event inside is passed on as it came,
 * so that a field which this version does not know reaches clients that do.
 */
export const updateSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("sync.task-changed"),
    traceparent: z.string().optional(),
    data: dataOf(z.object({ event: z.custom<z.infer<typeof innerEventSchema>>(isInnerEvent) })),
  }),
  z.object({
    type: z.literal("audit.entry-created"),
    data: dataOf(z.object({ entry: activityEntrySchema })),
  }),
  z.object({ type: z.literal("sync.filters-changed"), data: dataOf(z.object({})) }),
]);
export type Update = z.infer<typeof updateSchema>;

/** Of a session, what is handed to it. */
type OpenSession = Pick<StreamSession, "offer" | "offerHint">;
type DeliveryContext = {
  registry: { of: (userId: string) => Iterable<OpenSession> | undefined };
  receipts: Pick<Receipts, "offer">;
  lookAhead: LookAhead;
};

/**
 * Hands an update to the open sessions of its user, serialized once for all of them. An event that
 * claims one user outside and another inside reaches nobody.
 */
export function deliverUpdate(
  { registry, receipts, lookAhead }: DeliveryContext,
  update: Update,
): void {
  const sessions = registry.of(update.data.user_id);
  if (!sessions) return;
  switch (update.type) {
    case "sync.task-changed": {
      const { event } = update.data.payload;
      if (event.data.user_id !== update.data.user_id) return;
      if (event.type === "reminder.fired") receipts.offer(event.data.user_id, event.id);
      const message = eventMessage(event.sequence, JSON.stringify(event));
      const step = traceStep({
        service: "websocket-gateway",
        name: "send to sessions",
        kind: "producer",
        parent: update.traceparent,
      });
      for (const session of sessions) session.offer(message);
      step?.end({ isError: false });
      metrics.eventDelivery.observe(Math.max(0, Date.now() - Date.parse(event.time)) / 1_000);
      lookAhead(event.data.user_id, event.time);
      return;
    }
    case "audit.entry-created": {
      const { entry } = update.data.payload;
      const message = plainMessage({ type: "activity", entry });
      for (const session of sessions) session.offerHint(message, entry.sequence);
      return;
    }
    case "sync.filters-changed": {
      const message = plainMessage({ type: "filters" });
      for (const session of sessions) session.offerHint(message, 0);
      return;
    }
    default:
      update satisfies never;
  }
}
