import { talkName } from "../../app/assistant-state.ts";
import { parseTalk, talkFormat } from "./parse-talk.ts";
import { nothingKept, type Kept } from "./talk.ts";
import type { Turn } from "./turn.ts";

/** The conversation as this browser has it. What was asked when the page ended has no answer: `fault` says so. */
export function readTalk(userId: string, fault: string): Kept {
  const kept = parseTalk(localStorage.getItem(talkName(userId)) ?? "") ?? nothingKept;
  return { ...kept, turns: kept.turns.map((turn) => settled(turn, fault)) };
}

/** Writes the conversation down for the next time. */
export function saveTalk(userId: string, kept: Kept): void {
  try {
    if (kept.turns.length === 0) localStorage.removeItem(talkName(userId));
    else localStorage.setItem(talkName(userId), JSON.stringify({ format: talkFormat, ...kept }));
  } catch {
    // Without room it lives as long as the page.
  }
}

/** A turn of a page that has ended: what was done there without the server can no longer be taken back as one. */
function settled(turn: Turn, fault: string): Turn {
  const { outcome } = turn;
  if (outcome.state === "asking") {
    const { words = { text: turn.said } } = outcome;
    return { ...turn, outcome: { state: "failed", fault, words } };
  }
  if (outcome.state === "failed" || outcome.answer.via !== "here") return turn;
  return { ...turn, outcome: { ...outcome, answer: { ...outcome.answer, isUndoable: false } } };
}
