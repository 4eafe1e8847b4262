import type { AssistantAnswer } from "@pakaura/contract/assistant";

/** What the panel keeps of an answer. Tasks are by their ids: they are shown as they are now. */
export type Answer = {
  effect: AssistantAnswer["effect"];
  reply: string;
  turnId: string;
  /** The tasks that the reply speaks of. */
  shown: readonly string[];
  /** The tasks of which one is to be chosen. */
  candidates: readonly string[];
  /** What a "yes" carries out; null where nothing waits for one. */
  pendingId: string | null;
  isUndoable: boolean;
  /** It took back what turns before it had done. */
  isUndo: boolean;
  /** What understood the words; `here` is this browser, without the server. */
  via: AssistantAnswer["via"] | "here";
};

/** Something that was said, and what came of it. JSON, so that it can be kept. */
export type Turn = {
  id: string;
  /** The words as they are shown. */
  said: string;
  /** When it was said, in milliseconds since the epoch. */
  at: number;
  outcome:
    | { state: "asking"; heard: string; words?: Words }
    | { state: "answered"; answer: Answer; isUndone: boolean; fault: string | null }
    | { state: "failed"; fault: string; words: Words };
};

/** Words for the assistant. `shown` stands in the conversation for them; `confirm` is the `pendingId` of what they answer. */
export type Words = {
  text: string;
  shown?: string;
  confirm?: string;
  /** How they may have reached the server: by the same key it does nothing twice. */
  sent?: Sent;
};

/** The Idempotency-Key of words, and the conversation that they were said in. */
export type Sent = { key: string; conversationId: string | null };

/** How long a question can be answered, in milliseconds: so long the server remembers it. */
const answerableMs = 600_000;

/** The answer that waits for a "yes" or for a choice now; null where none does. */
export function openQuestion(turns: readonly Turn[], now: number): Answer | null {
  const last = turns.at(-1);
  if (last?.outcome.state !== "answered" || now - last.at >= answerableMs) return null;
  const { answer } = last.outcome;
  return answer.pendingId !== null || answer.candidates.length > 0 ? answer : null;
}

/** What was asked, of all that the server answers. */
export function toAnswer(answer: AssistantAnswer): Answer {
  const { effect, reply, operations, undoable: isUndoable } = answer;
  return {
    effect,
    reply,
    turnId: answer.turn_id,
    shown: answer.shown,
    candidates: answer.candidates,
    pendingId: answer.pending_id,
    isUndoable,
    isUndo: effect === "execute" && !isUndoable && operations.length > 0,
    via: answer.via,
  };
}
