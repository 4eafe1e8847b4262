import type { Conversation } from "@pakaura/domain/assistant/conversation";
import { createStore, type Store } from "../../lib/store.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import type { Answer, Sent, Turn, Words } from "./turn.ts";

/** Where a conversation stands: on the server, and in this browser where that went on with it. */
export type Place = {
  conversationId: string | null;
  here: Conversation | null;
  /** The tasks that were shown last. */
  shown: readonly string[];
};

/** What came of asking, and where the conversation stands then. */
export type Asked = { answer: Answer; place: Place };

/** What is kept of a conversation. */
export type Kept = { turns: readonly Turn[]; place: Place };

/** What is kept of a conversation that has not begun. */
export const nothingKept: Kept = {
  turns: [],
  place: { conversationId: null, here: null, shown: [] },
};

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

/** What goes with words besides: how the server knows them, and who hears of the answer as it comes. */
export type AskedTurn = { sent: Sent; onWords: (words: string) => void };

export type TalkParts = {
  kept: Kept;
  ask: (words: Words, place: Place, turn: AskedTurn) => Promise<Asked>;
  undo: (answer: Answer) => Promise<void>;
  /** A turn was carried out that can be taken back: the key that takes steps back may do so. */
  onDone: (turn: Turn, undo: () => void) => void;
  save: (kept: Kept) => void;
  /** What listens hears what came of it. */
  announce: (words: string) => void;
  /** The message for a person about whatever went wrong. */
  messageOf: (error: unknown) => string;
  /** Whether it may have been done all the same. */
  isLost: (error: unknown) => boolean;
  now: () => number;
};

/** So many turns are remembered. */
const mostTurns = 40;

/** Makes the conversation of a person, where it was left. */
export function createTalk(parts: TalkParts): Talk {
  const turns = createStore<readonly Turn[]>(parts.kept.turns);
  let { place } = parts.kept;
  let last: Promise<void> = Promise.resolve();

  function show(next: readonly Turn[]): void {
    turns.set(next.slice(-mostTurns));
    parts.save({ turns: turns.get(), place });
  }

  function change(id: string, outcome: Turn["outcome"]): void {
    show(turns.get().map((turn) => (turn.id === id ? { ...turn, outcome } : turn)));
  }

  async function ask(turn: Turn, words: Words): Promise<void> {
    // It was said in a conversation that is over.
    if (!turns.get().some(({ id }) => id === turn.id)) return;
    const { sent = { key: turn.id, conversationId: place.conversationId }, ...said } = words;
    const again = { ...said, sent };
    // Written down: the page may end before there is an answer.
    const hear = (heard: string) => change(turn.id, { state: "asking", heard, words: again });
    hear("");
    try {
      const asked = await parts.ask(words, place, { sent, onWords: hear });
      ({ place } = asked);
      take(turn, asked.answer);
    } catch (error) {
      const fault = parts.messageOf(error);
      change(turn.id, { state: "failed", fault, words: parts.isLost(error) ? again : said });
      parts.announce(fault);
    }
  }

  function take(turn: Turn, answer: Answer): void {
    if (answer.isUndo) for (const id of undoneBy(answer, turns.get())) setUndone(id);
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
      const { answer } = outcome;
      await parts.undo(answer);
      if (place.here) place = { ...place, here: withoutTurn(place.here, answer.turnId) };
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
      ({ place } = nothingKept);
      show([]);
    },
  };
}

/** The turns that an answer has taken back: the newest ones, as far as it is about their tasks. */
function undoneBy({ shown }: Answer, turns: readonly Turn[]): string[] {
  const undone: string[] = [];
  for (const { id, outcome } of turns.toReversed()) {
    if (!isUndoable(outcome)) continue;
    if (!outcome.answer.shown.every((task) => shown.includes(task))) break;
    undone.push(id);
  }
  return undone;
}

function withoutTurn(here: Conversation, turnId: string): Conversation {
  return { ...here, turns: here.turns.filter(({ id }) => id !== turnId) };
}

/** True for what was done, and can still be taken back. */
export function isUndoable(
  outcome: Turn["outcome"],
): outcome is Extract<Turn["outcome"], { state: "answered" }> {
  return outcome.state === "answered" && outcome.answer.isUndoable && !outcome.isUndone;
}
