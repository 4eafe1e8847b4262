import { streamEventSchema } from "@pakaura/contract/events";
import type { Replica } from "@pakaura/platform/replica";
import { inTime } from "@pakaura/service/in-time";
import { z } from "zod";
import { plainMessage } from "./message.ts";
import type { Presence } from "./presence/presence.ts";
import type { Receipts } from "./presence/receipts.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** What the notification service asks to be shown at once. */
export const noticeSchema = z.object({ user_id: z.uuid(), event: streamEventSchema });
type Notice = z.infer<typeof noticeSchema>;

/** A store that takes longer is not waited for: the event stream brings the reminder as well. */
const knownWithinMs = 1_000;

type Here = { registry: SessionRegistry; receipts: Receipts };

/**
 * Hands a fired reminder to the sessions of its user that are open at this replica, ahead of the event stream, which
 * brings the same event in its place. One that claims another user inside reaches nobody.
 */
export function notifyHere({ registry, receipts }: Here, { user_id: userId, event }: Notice): void {
  const sessions = registry.of(userId);
  if (!sessions || event.data.user_id !== userId) return;
  if (event.type === "reminder.fired") receipts.offer(userId, event.id);
  const message = plainMessage({ type: "reminder", event });
  for (const session of sessions) session.offerHint(message, 0);
}

/** The same at every replica that has sessions of the user. One that does not answer has the event stream. */
export async function notify(
  context: Here & { presence: Presence; replica: Replica },
  notice: Notice,
): Promise<void> {
  notifyHere(context, notice);
  const { presence, replica } = context;
  const known = presence.othersOf(notice.user_id);
  const others = await inTime(known, knownWithinMs).catch(() => []);
  await Promise.allSettled(
    others.map((address) => replica.post(address, "/internal/replica/notify", notice)),
  );
}
