import type { StreamEvent } from "@pakaura/contract/events";
import type { Jobs } from "@pakaura/platform/jobs";
import type { State } from "@pakaura/platform/state";
import type { AppReceipts } from "./app-receipts.ts";
import {
  type Delivery,
  deliveryName,
  type Hold,
  rememberedSeconds,
  scheduleDelivery,
} from "./delivery.ts";

/** How long an open page has to say that it shows a reminder. */
const shownWithinMs = 3_000;
/** How long somebody has to move or type in a page that shows it, before it is sent as if there were no page. */
const seenWithinMs = 20_000;

/**
 * When a fired reminder is sent to a channel that a person reads. At once, unless they have the app open: then a moment
 * later, with what is to be asked first. It counts from the event, so that none is held longer by coming again.
 */
export async function holdFired(
  app: AppReceipts,
  { time, data: { user_id: userId } }: StreamEvent,
): Promise<{ dueTime: Date; hold?: Hold }> {
  const isOpen = await app.isOpen(userId);
  const now = Date.now();
  if (!isOpen) return { dueTime: new Date(now) };
  // The clock of whoever fired it may be ahead.
  const firedMs = Math.min(Date.parse(time), now);
  const until = new Date(firedMs + seenWithinMs).toISOString();
  const dueTime = new Date(Math.max(firedMs + shownWithinMs, now));
  return { dueTime, hold: { user_id: userId, until } };
}

/** Whether a delivery is not to be sent now: it was seen in the app, or it is set again for the end of its hold. */
export async function isHeld(
  { app, jobs, state }: { app: AppReceipts; jobs: Jobs; state: State },
  delivery: Delivery,
): Promise<boolean> {
  const { hold, notice } = delivery;
  if (hold === undefined) return false;
  const { seen, shown } = await app.of(hold.user_id, [notice.id]);
  if (seen.includes(notice.id)) {
    await state.set(deliveryName(delivery), "seen", { timeToLiveSeconds: rememberedSeconds });
    return true;
  }
  const until = new Date(hold.until);
  if (!shown.includes(notice.id) || Date.now() >= until.getTime()) return false;
  await scheduleDelivery(jobs, delivery, until);
  return true;
}
