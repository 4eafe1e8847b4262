import type { Kept } from "./talk.ts";
import type { Answer, Sent, Turn, Words } from "./turn.ts";

/** The form that is kept; another version of the app may write another one. */
export const talkFormat = 1;

/** A conversation as it was kept; null for what is not whole, whoever wrote it. */
export function parseTalk(text: string): Kept | null {
  try {
    const stored: unknown = JSON.parse(text);
    return isKept(stored) ? { turns: stored.turns, place: stored.place } : null;
  } catch {
    return null;
  }
}

function isKept(stored: unknown): stored is Kept {
  const { format, turns, place } = fieldsOf<Kept & { format: number }>(stored);
  const { conversationId, here, shown } = fieldsOf<Kept["place"]>(place);
  return (
    format === talkFormat &&
    Array.isArray(turns) &&
    turns.every(isTurn) &&
    isTextOrNull(conversationId) &&
    typeof here === "object" &&
    isTexts(shown)
  );
}

function isTurn(stored: unknown): stored is Turn {
  const { id, said, at, outcome } = fieldsOf<Turn>(stored);
  return (
    typeof id === "string" &&
    typeof said === "string" &&
    typeof at === "number" &&
    isOutcome(outcome)
  );
}

function isOutcome(stored: unknown): stored is Turn["outcome"] {
  const { state, ...rest } = Object(stored) as Record<string, unknown>;
  switch (state) {
    case "asking":
      return typeof rest["heard"] === "string" && (!("words" in rest) || isWords(rest["words"]));
    case "failed":
      return typeof rest["fault"] === "string" && isWords(rest["words"]);
    case "answered":
      return (
        isAnswer(rest["answer"]) &&
        typeof rest["isUndone"] === "boolean" &&
        isTextOrNull(rest["fault"])
      );
    default:
      return false;
  }
}

function isWords(stored: unknown): boolean {
  const { text, sent } = fieldsOf<Words>(stored);
  return typeof text === "string" && (sent === undefined || isSent(sent));
}

function isSent(stored: unknown): boolean {
  const { key, conversationId } = fieldsOf<Sent>(stored);
  return typeof key === "string" && isTextOrNull(conversationId);
}

function isAnswer(stored: unknown): stored is Answer {
  const { effect, reply, turnId, pendingId, ...rest } = fieldsOf<Answer>(stored);
  const { isUndoable, isUndo, via } = rest;
  return (
    [effect, reply, turnId, via].every((text) => typeof text === "string") &&
    isTextOrNull(pendingId) &&
    isTexts(rest.shown) &&
    isTexts(rest.candidates) &&
    [isUndoable, isUndo].every((is) => typeof is === "boolean")
  );
}

function isTextOrNull(stored: unknown): stored is string | null {
  return stored === null || typeof stored === "string";
}

function isTexts(stored: unknown): stored is string[] {
  return Array.isArray(stored) && stored.every((one) => typeof one === "string");
}

/** The fields that it may have; none for what is no object. */
function fieldsOf<Whole>(stored: unknown): Partial<Record<keyof Whole, unknown>> {
  return Object(stored) as Partial<Record<keyof Whole, unknown>>;
}
