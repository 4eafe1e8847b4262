import { newConversation, type Conversation } from "@pakaura/domain/assistant/conversation";
import { changeState } from "@pakaura/platform/change-state";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import { Problem } from "@pakaura/service/problem";
import type { ActivityRow } from "../activity/activity-row.ts";
import type { PutOff } from "./put-off.ts";

/** How long a conversation is remembered, and how long a turn can be taken back. */
const conversationSeconds = 600;
const turnSeconds = 86_400;

/** A conversation with the versions that its tasks had when something was to be confirmed. */
export type Kept = { conversation: Conversation; versions: Record<string, number> };

/** A turn that changed something, by what the log tells of it, and by its reminders. Times are texts once they were kept. */
export type KeptTurn = { step: readonly ActivityRow[]; reminders?: readonly PutOff[] };

const conversationKey = (userId: string, id: string): string => `assistant ${userId} ${id}`;
const turnKey = (userId: string, id: string): string => `assistant turn ${userId} ${id}`;

/** The conversation of this user with this id; a new one when it is over, or is somebody else's. */
export async function readConversation(
  state: State,
  userId: string,
  id: string,
): Promise<{ kept: Kept; etag: string | null }> {
  const entry = await state.get<Kept>(conversationKey(userId, id));
  if (entry === null) return { kept: { conversation: newConversation, versions: {} }, etag: null };
  return { kept: entry.value, etag: entry.etag };
}

/** Keeps a conversation that nobody else went on with meanwhile; else throws `conflict`. */
export async function keepConversation(
  state: State,
  place: { userId: string; id: string; etag: string | null },
  kept: Kept,
): Promise<void> {
  const { userId, id, etag } = place;
  try {
    await state.set(conversationKey(userId, id), kept, {
      etag,
      timeToLiveSeconds: conversationSeconds,
    });
  } catch (error) {
    if (!(error instanceof EtagMismatch)) throw error;
    throw new Problem("conflict", "Something else was said in this conversation meanwhile.");
  }
}

/** Keeps how a conversation stands after a write, whoever went on with it meanwhile. */
export async function replaceConversation(
  state: State,
  { userId, id }: { userId: string; id: string },
  kept: Kept,
): Promise<void> {
  await changeState(state, conversationKey(userId, id), () => kept, conversationSeconds);
}

/** Keeps what takes a turn back. */
export async function keepTurn(
  state: State,
  userId: string,
  id: string,
  turn: KeptTurn,
): Promise<void> {
  await state.set(turnKey(userId, id), turn, { timeToLiveSeconds: turnSeconds });
}

/** What takes a turn of this user back; null when there is no such turn, or it was taken back. */
export async function readTurn(state: State, userId: string, id: string): Promise<KeptTurn | null> {
  return (await state.get<KeptTurn>(turnKey(userId, id)))?.value ?? null;
}

/** Forgets a turn that was taken back. */
export async function forgetTurn(state: State, userId: string, id: string): Promise<void> {
  await state.delete(turnKey(userId, id));
}
