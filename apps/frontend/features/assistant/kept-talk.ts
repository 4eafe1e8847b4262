import { talkName } from "../../app/assistant-state.ts";
import type { Kept } from "./talk.ts";
import type { Turn } from "./turn.ts";

/** The form that is kept; another version of the app may write another one. */
const format = 1;

/** The conversation as this browser has it. What was asked when the page ended has no answer: `fault` says so. */
export function readTalk(userId: string, fault: string): Kept {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(talkName(userId)) ?? "null");
    const {
      format: form,
      turns,
      conversationId,
    } = Object(stored) as Partial<Kept> & {
      format?: number;
    };
    if (form === format && Array.isArray(turns))
      return {
        turns: turns.map((turn: Turn) => settled(turn, fault)),
        conversationId: conversationId ?? null,
      };
  } catch {
    // Then it begins anew.
  }
  return { turns: [], conversationId: null };
}

/** Writes the conversation down for the next time. */
export function saveTalk(userId: string, kept: Kept): void {
  try {
    if (kept.turns.length === 0) localStorage.removeItem(talkName(userId));
    else localStorage.setItem(talkName(userId), JSON.stringify({ format, ...kept }));
  } catch {
    // Without room it lives as long as the page.
  }
}

function settled(turn: Turn, fault: string): Turn {
  if (turn.outcome.state !== "asking") return turn;
  return { ...turn, outcome: { state: "failed", fault, words: { text: turn.said } } };
}
