import { createStore, type Store } from "../../lib/store.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import type { Answer, Turn, Words } from "./turn.ts";

/** What came of asking. */
export type Asked = { answer: Answer; conversationId: string | null };

/** What is kept of a conversation. */
export type Kept = { turns: readonly Turn[]; conversationId: string | null };

/** The conversation with the assistant. */
export type Talk = {
  turns: Store<readonly Turn[]>;
  /** Says something; what is said while an answer is awaited comes after it. */
  say: (words: Words) => Promise<void>;
  /** Says again what failed. */
  again: (turn: Turn) => Promise<void>;
  /** Takes back what a turn did. */
  undo: (turn: Turn) => Promise<void>;
  /** Begins a new conversation. */
  clear: () => void;
};

export type TalkParts = {
  kept: Kept;
  ask: (
    words: Words,
    conversationId: string | null,
    onWords: (words: string) => void,
  ) => Promise<Asked>;
  undo: (answer: Answer) => Promise<void>;
  /** A turn was carried out that can be taken back: the key that takes steps back may do so. */
  onDone: (turn: Turn, undo: () => void) => void;
  save: (kept: Kept) => void;
  /** What listens hears what came of it. */
  announce: (words: string) => void;
  /** The message for a person about whatever went wrong. */
  messageOf: (error: unknown) => string;
  now: () => number;
};

/** So many turns are remembered. */
const mostTurns = 40;

/** Makes the conversation of a person, where it was left. */
export function createTalk(parts: TalkParts): Talk {
  const turns = createStore<readonly Turn[]>(parts.kept.turns);
  let { conversationId } = parts.kept;
  let last: Promise<void> = Promise.resolve();

  function show(next: readonly Turn[]): void {
    turns.set(next.slice(-mostTurns));
    parts.save({ turns: turns.get(), conversationId });
  }

  function change(id: string, outcome: Turn["outcome"]): void {
    show(turns.get().map((turn) => (turn.id === id ? { ...turn, outcome } : turn)));
  }

  async function ask(turn: Turn, words: Words): Promise<void> {
    // It was said in a conversation that is over.
    if (!turns.get().some(({ id }) => id === turn.id)) return;
    try {
      const asked = await parts.ask(words, conversationId, (heard) =>
        change(turn.id, { state: "asking", heard }),
      );
      ({ conversationId } = asked);
      take(turn, asked.answer);
    } catch (error) {
      const fault = parts.messageOf(error);
      change(turn.id, { state: "failed", fault, words });
      parts.announce(fault);
    }
  }

  function take(turn: Turn, answer: Answer): void {
    if (answer.isUndo) {
      const undone = turns.get().findLast(({ outcome }) => isUndoable(outcome));
      if (undone) setUndone(undone.id);
    }
    change(turn.id, { state: "answered", answer, isUndone: false, fault: null });
    parts.announce(answer.reply);
    if (answer.isUndoable) parts.onDone(turn, () => void undo(turn));
  }

  function setUndone(id: string, fault: string | null = null): void {
    const outcome = turns.get().find((turn) => turn.id === id)?.outcome;
    if (outcome?.state !== "answered") return;
    change(id, { ...outcome, isUndone: fault === null, fault });
  }

  async function undo({ id }: Turn): Promise<void> {
    const outcome = turns.get().find((turn) => turn.id === id)?.outcome;
    if (!outcome || !isUndoable(outcome)) return;
    try {
      await parts.undo(outcome.answer);
      setUndone(id);
    } catch (error) {
      const fault = parts.messageOf(error);
      setUndone(id, fault);
      parts.announce(fault);
    }
  }

  function say(words: Words): Promise<void> {
    const { text, shown = text } = words;
    const turn: Turn = {
      id: uuidV7(),
      said: shown,
      at: parts.now(),
      outcome: { state: "asking", heard: "" },
    };
    show([...turns.get(), turn]);
    last = last.then(() => ask(turn, words));
    return last;
  }

  return {
    turns,
    say,
    again: async ({ id, outcome }) => {
      if (outcome.state !== "failed") return;
      show(turns.get().filter((turn) => turn.id !== id));
      await say(outcome.words);
    },
    undo,
    clear: () => {
      conversationId = null;
      show([]);
    },
  };
}

/** True for what was done, and can still be taken back. */
export function isUndoable(
  outcome: Turn["outcome"],
): outcome is Extract<Turn["outcome"], { state: "answered" }> {
  return outcome.state === "answered" && outcome.answer.isUndoable && !outcome.isUndone;
}
