import { timesForgotten } from "../../app/assistant-state.ts";
import { announce } from "../../lib/announce.ts";
import { messageOf, ProblemError, UnreachableError } from "../../lib/api.ts";
import { rememberStep } from "../../lib/undo.ts";
import { m } from "../../messages/all-messages.ts";
import { ask, undo } from "./ask.ts";
import { isLost } from "./ask-server.ts";
import { readTalk, saveTalk } from "./kept-talk.ts";
import { OutdatedError } from "./outdated-error.ts";
import { createTalk, type Talk } from "./talk.ts";

let current: { userId: string; timesForgotten: number; talk: Talk } | null = null;

/** The conversation of a person: one for the page, however often the panel is closed. */
export function talkOf(userId: string): Talk {
  if (current?.userId !== userId || current.timesForgotten !== timesForgotten)
    current = { userId, timesForgotten, talk: makeTalk(userId) };
  return current.talk;
}

function makeTalk(userId: string): Talk {
  return createTalk({
    kept: readTalk(userId, m.assistant.interrupted),
    ask,
    undo,
    onDone: ({ said }, takeBack) => void rememberStep({ words: said, undo: takeBack }),
    save: (kept) => saveTalk(userId, kept),
    announce,
    messageOf: (error) => faultOf(error),
    isLost,
    now: Date.now,
  });
}

function faultOf(error: unknown): string {
  if (error instanceof OutdatedError) return m.assistant.outdated;
  // Nobody knows what became of it.
  if (error instanceof UnreachableError) return m.assistant.unanswered;
  if (!(error instanceof ProblemError)) return messageOf(error);
  if (error.code === "not_found") return m.assistant.tooLate;
  return error.code === "conflict" ? m.assistant.outdated : messageOf(error);
}
