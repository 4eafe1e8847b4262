import { changeState } from "@pakaura/platform/change-state";
import type { Jobs } from "@pakaura/platform/jobs";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import { z } from "zod";
import type { AppReceipts } from "./app-receipts.ts";
import { type Delivery, deliveryName, rememberedSeconds, scheduleDelivery } from "./delivery.ts";

type GatherContext = { jobs: Jobs; state: State; app: AppReceipts };
type Notice = Delivery["notice"];

export const latePrefix = "late-";
/** What the job carries that sends what was gathered for a channel. */
export const lateSchema = z.object({ channel_id: z.uuid(), user_id: z.uuid().optional() });
type Late = z.infer<typeof lateSchema>;

/** How long after the last late reminder the message about all of them is sent, in milliseconds. */
const quietMs = 5_000;
const namedAtMost = 20;
/** Of how many it is asked whether they were seen. */
const askedAtMost = 100;
const lettersOfTitle = 100;

/**
 * Keeps a late reminder for the one message that a person gets about all that came late together, as
 * after a long outage. One that was in such a message is not kept again.
 */
export async function gatherLate(
  context: GatherContext,
  { channelId, userId }: { channelId: string; userId: string },
  notice: Notice,
): Promise<void> {
  const { jobs, state } = context;
  if ((await state.get(deliveryName({ channel_id: channelId, notice }))) !== null) return;
  // People are told the words; the event is for programs.
  await addNotice(state, keyOf(channelId), { ...notice, event: {} });
  const dueTime = new Date(Date.now() + quietMs);
  await jobs.schedule(keyOf(channelId), {
    dueTime,
    data: { channel_id: channelId, user_id: userId },
  });
}

/**
 * Sets the delivery of what was gathered, without what was seen in the app meanwhile. What is in it is remembered before the list goes, so that a
 * try after a failure leaves it out; `EtagMismatch` when another one came meanwhile, and the job comes again.
 */
export async function deliverGathered(
  { jobs, state, app }: GatherContext,
  { channel_id: channelId, user_id: userId }: Late,
): Promise<void> {
  const kept = await state.get<Notice[]>(keyOf(channelId));
  if (kept === null) return;
  const names = kept.value.map((notice) => deliveryName({ channel_id: channelId, notice }));
  const known = await Promise.all(names.map((name) => state.get(name)));
  const unsent = kept.value.filter((_, index) => known[index] === null);
  const ids = unsent.slice(0, askedAtMost).map(({ id }) => id);
  // A job from before jobs said whose they are.
  const seen = new Set(userId === undefined ? [] : (await app.of(userId, ids)).seen);
  const notices = unsent.filter(({ id }) => !seen.has(id));
  const spared = unsent.filter(({ id }) => seen.has(id));
  await rememberAll(state, channelId, spared, "seen");
  const message = messageOf(notices);
  if (message !== null) {
    await scheduleDelivery(jobs, { channel_id: channelId, tries: 0, notice: message }, new Date());
    if (notices.length > 1) await rememberAll(state, channelId, notices, "gathered");
  }
  await state.delete(keyOf(channelId), { etag: kept.etag });
}

async function addNotice(state: State, key: string, notice: Notice): Promise<void> {
  const add = (kept: Notice[] | null): Notice[] => {
    const isThere = kept?.some(({ id }) => id === notice.id) ?? false;
    return kept !== null && isThere ? kept : [...(kept ?? []), notice];
  };
  // The event comes again.
  if (!(await changeState(state, key, add, rememberedSeconds))) throw new EtagMismatch(key);
}

async function rememberAll(
  state: State,
  channelId: string,
  notices: Notice[],
  how: "seen" | "gathered",
): Promise<void> {
  for (const notice of notices) {
    const name = deliveryName({ channel_id: channelId, notice });
    await state.set(name, how, { timeToLiveSeconds: rememberedSeconds });
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
