import { streamEventSchema } from "@pakaura/contract/events";
import { z } from "zod";
import { plainMessage } from "./message.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** What the notification service asks to be shown at once. */
export const noticeSchema = z.object({ user_id: z.uuid(), event: streamEventSchema });
type Notice = z.infer<typeof noticeSchema>;

/**
 * Hands a fired reminder to the open sessions of its user ahead of the event stream, which brings the
 * same event in its place. One that claims another user inside reaches nobody.
 */
export function notify(registry: SessionRegistry, { user_id: userId, event }: Notice): void {
  const sessions = registry.of(userId);
  if (!sessions || event.data.user_id !== userId) return;
  const message = plainMessage({ type: "reminder", event });
  for (const session of sessions) session.offerHint(message, 0);
}
