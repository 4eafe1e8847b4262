import type { Jobs } from "@pakaura/platform/jobs";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import { z } from "zod";
import { type Delivery, deliveryName, rememberedSeconds, scheduleDelivery } from "./delivery.ts";

type GatherContext = { jobs: Jobs; state: State };
type Notice = Delivery["notice"];

export const latePrefix = "late-";
/** What the job carries that sends what was gathered for a channel. */
export const lateSchema = z.object({ channel_id: z.uuid() });

/** How long after the last late reminder the message about all of them is sent, in milliseconds. */
const quietMs = 5_000;
const namedAtMost = 20;
const lettersOfTitle = 100;

/**
 * Keeps a late reminder for the one message that a person gets about all that came late together, as
 * after a long outage. One that was in such a message is not kept again.
 */
export async function gatherLate(
  context: GatherContext,
  channelId: string,
  notice: Notice,
): Promise<void> {
  const { jobs, state } = context;
  if ((await state.get(deliveryName({ channel_id: channelId, notice }))) !== null) return;
  // People are told the words; the event is for programs.
  await addNotice(state, keyOf(channelId), { ...notice, event: {} });
  const dueTime = new Date(Date.now() + quietMs);
  await jobs.schedule(keyOf(channelId), { dueTime, data: { channel_id: channelId } });
}

/**
 * Sets the delivery of what was gathered. What is in it is remembered before the list goes, so that a
 * try after a failure leaves it out; `EtagMismatch` when another one came meanwhile, and the job comes again.
 */
export async function deliverGathered(
  { jobs, state }: GatherContext,
  channelId: string,
): Promise<void> {
  const kept = await state.get<Notice[]>(keyOf(channelId));
  if (kept === null) return;
  const names = kept.value.map((notice) => deliveryName({ channel_id: channelId, notice }));
  const known = await Promise.all(names.map((name) => state.get(name)));
  const notices = kept.value.filter((_, index) => known[index] === null);
  const message = messageOf(notices);
  if (message !== null) {
    await scheduleDelivery(jobs, { channel_id: channelId, tries: 0, notice: message }, new Date());
    if (notices.length > 1) await rememberAll(state, channelId, notices);
  }
  await state.delete(keyOf(channelId), { etag: kept.etag });
}

async function addNotice(state: State, key: string, notice: Notice): Promise<void> {
  const kept = await state.get<Notice[]>(key);
  if (kept?.value.some(({ id }) => id === notice.id)) return;
  try {
    await state.set(
      key,
      [...(kept?.value ?? []), notice],
      kept === null ? {} : { etag: kept.etag },
    );
  } catch (error) {
    if (!(error instanceof EtagMismatch)) throw error;
    await addNotice(state, key, notice);
  }
}

async function rememberAll(state: State, channelId: string, notices: Notice[]): Promise<void> {
  for (const notice of notices) {
    const name = deliveryName({ channel_id: channelId, notice });
    await state.set(name, "gathered", { timeToLiveSeconds: rememberedSeconds });
  }
}

/** One reminder is told as it is, several by a list of their titles; none is told nothing of. */
function messageOf(notices: Notice[]): Notice | null {
  const [first] = notices;
  if (first === undefined || notices.length === 1) return first ?? null;
  const titles = notices.slice(0, namedAtMost).map(({ title }) => `• ${shortened(title)}`);
  const more = notices.length - titles.length;
  if (more > 0) titles.push(`and ${more} more`);
  return {
    id: `${first.id}-${notices.length}`,
    title: `${notices.length} reminders came late`,
    text: titles.join("\n"),
    taskId: null,
    event: {},
  };
}

function shortened(title: string): string {
  return title.length > lettersOfTitle ? `${title.slice(0, lettersOfTitle - 1)}…` : title;
}

function keyOf(channelId: string): string {
  return `${latePrefix}${channelId}`;
}
