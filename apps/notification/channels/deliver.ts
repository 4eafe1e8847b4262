import { channelTargetSchema } from "@pakaura/contract/channel";
import type { StreamEvent } from "@pakaura/contract/events";
import type { SharedLimit } from "@pakaura/database/shared-limit";
import type { Jobs } from "@pakaura/platform/jobs";
import type { State } from "@pakaura/platform/state";
import type { Pool } from "pg";
import type { AppReceipts } from "./app-receipts.ts";
import { type Delivery, deliveryName, rememberedSeconds, scheduleDelivery } from "./delivery.ts";
import { gatherLate } from "./gather-late.ts";
import { holdFired, isHeld } from "./hold.ts";
import { Refused } from "./post-safely.ts";
import { type Notice, type Senders, sendToChannel } from "./send-to-channel.ts";

export type ChannelContext = {
  pool: Pool;
  jobs: Jobs;
  state: State;
  senders: Senders;
  app: AppReceipts;
  /** Of reminders by mail, by their address. */
  mailLimit: SharedLimit;
};

/** After which pauses a delivery that failed is tried again, in seconds; then it is given up. */
const pauseSeconds = [10, 60, 300, 900, 3_600, 14_400, 43_200];
/** A browser that has ended its subscription says so, and will never take anything again. */
const goneStatuses = new Set([404, 410]);

/**
 * Sets one delivery to each channel of the user for a reminder that was fired; again, the same ones.
 * Late ones are gathered for people; others wait a moment for people who have the app open.
 */
export async function deliverFired(
  context: ChannelContext,
  event: Extract<StreamEvent, { type: "reminder.fired" }>,
): Promise<void> {
  const { pool, jobs, app } = context;
  const { user_id: userId, payload } = event.data;
  const { rows } = await pool.query<{ id: string; kind: string }>(
    "select id, kind from notification_channels where user_id = $1 and is_enabled",
    [userId],
  );
  const notice = noticeOf(event);
  // A webhook is read by a program, which wants every event.
  const [programs, people] = [rows.filter(isProgram), rows.filter((row) => !isProgram(row))];
  for (const { id } of programs)
    await scheduleDelivery(jobs, { channel_id: id, tries: 0, notice }, new Date());
  if (people.length === 0) return;
  if (payload.is_late) {
    for (const { id } of people) await gatherLate(context, { channelId: id, userId }, notice);
    return;
  }
  const { dueTime, ...held } = await holdFired(app, event);
  for (const { id } of people)
    await scheduleDelivery(jobs, { channel_id: id, tries: 0, notice, ...held }, dueTime);
}

function isProgram({ kind }: { kind: string }): boolean {
  return kind === "webhook";
}

function noticeOf(
  event: Extract<StreamEvent, { type: "reminder.fired" }>,
): Notice & Delivery["notice"] {
  const { task_title: title, is_late: isLate } = event.data.payload;
  return {
    id: event.id,
    title,
    text: isLate ? "Reminder, late" : "Reminder",
    taskId: event.data.task_id,
    event: {
      type: event.type,
      timestamp: event.time,
      data: { task_id: event.data.task_id, ...event.data.payload },
    },
  };
}

/**
 * Delivers one notice to one channel, and writes down how it went. One that fails is tried again later,
 * some times; a channel that is gone for good is turned off.
 */
export async function deliver(context: ChannelContext, delivery: Delivery): Promise<void> {
  const { pool, jobs, state, senders } = context;
  const key = deliveryName(delivery);
  if ((await state.get(key)) !== null || (await isHeld(context, delivery))) return;
  const { rows } = await pool.query<{ target: unknown; verified_address: string | null }>(
    `select target, (select email from users where id = user_id and email_verified) as verified_address
     from notification_channels where id = $1 and is_enabled`,
    [delivery.channel_id],
  );
  const [channel] = rows;
  if (channel === undefined) return;
  try {
    const target = channelTargetSchema.parse(channel.target);
    if (target.kind === "email") await requireMailable(context, target.address, channel);
    await sendToChannel(target, delivery.notice, senders);
    await state.set(key, "sent", { timeToLiveSeconds: rememberedSeconds });
    await pool.query(
      `update notification_channels set last_sent_at = now(), last_error = null, last_error_at = null
       where id = $1`,
      [delivery.channel_id],
    );
  } catch (error) {
    const isGone = error instanceof Refused && goneStatuses.has(error.status);
    await pool.query(
      `update notification_channels set last_error = $2, last_error_at = now(),
         is_enabled = is_enabled and not ($3 and kind = 'web_push')
       where id = $1`,
      [delivery.channel_id, wordsOf(error), isGone],
    );
    const pause = pauseSeconds[delivery.tries];
    if (pause === undefined) {
      await state.set(key, "given up", { timeToLiveSeconds: rememberedSeconds });
      return;
    }
    const again = { ...delivery, tries: delivery.tries + 1 };
    await scheduleDelivery(jobs, again, new Date(Date.now() + pause * 1_000));
  }
}

/** Refuses to mail to an address that nobody has proved to be theirs, or that had too many mails this hour. */
async function requireMailable(
  { mailLimit }: ChannelContext,
  address: string,
  { verified_address: verified }: { verified_address: string | null },
): Promise<void> {
  if (verified !== address) throw new Error("The address is not verified");
  if ((await mailLimit.take(address)) > 0) throw new Error("Too many mails within an hour");
}

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.slice(0, 500);
}

/** Sends a notice of no task to a channel, now and once. */
export async function deliverTest(context: ChannelContext, channelId: string): Promise<void> {
  const timestamp = new Date().toISOString();
  await deliver(context, {
    channel_id: channelId,
    // Nobody waits for a test that fails: its error is shown at once.
    tries: pauseSeconds.length,
    notice: {
      id: crypto.randomUUID(),
      title: "Pakaura",
      text: "Reminders will come here.",
      taskId: null,
      event: { type: "channel.test", timestamp, data: {} },
    },
  });
}
