import { describe, expect, it } from "vitest";
import { parseTalk, talkFormat } from "./parse-talk.ts";

const answer = {
  effect: "execute",
  reply: "Done.",
  turnId: "turn",
  shown: ["task"],
  candidates: [],
  pendingId: null,
  isUndoable: true,
  isUndo: false,
  via: "rules",
};
const answered = { state: "answered", answer, isUndone: false, fault: null };
const turn = { id: "a", said: "add milk", at: 1, outcome: answered };
const place = { conversationId: null, here: null, shown: [] };
const kept = { format: talkFormat, turns: [turn], place };

const sent = { key: "key", conversationId: null };

const withOutcome = (outcome: unknown) => ({ ...kept, turns: [{ ...turn, outcome }] });

describe("a conversation that was kept", () => {
  it.each([
    ["answered", answered],
    ["asking", { state: "asking", heard: "" }],
    ["asking the server", { state: "asking", heard: "", words: { text: "add milk", sent } }],
    ["failed", { state: "failed", fault: "Away.", words: { text: "add milk" } }],
  ])("is read as it was written: %s", (_what, outcome) => {
    const { turns } = withOutcome(outcome);
    expect(parseTalk(JSON.stringify(withOutcome(outcome)))).toEqual({ turns, place });
  });

  it.each([
    ["nothing", null],
    ["another form", { ...kept, format: 0 }],
    ["no turns", { ...kept, turns: {} }],
    ["no place", { ...kept, place: undefined }],
    ["a place without what was shown", { ...kept, place: { ...place, shown: [1] } }],
    ["a turn that is none", { ...kept, turns: [null] }],
    ["a turn without its words", { ...kept, turns: [{ ...turn, said: undefined }] }],
    ["another outcome", withOutcome({ state: "lost" })],
    ["an answer without its reply", withOutcome({ ...answered, answer: { ...answer, reply: 1 } })],
    ["a failure without words", withOutcome({ state: "failed", fault: "Away." })],
    [
      "a question by no key",
      withOutcome({ state: "asking", heard: "", words: { text: "a", sent: { ...sent, key: 1 } } }),
    ],
  ])("is dropped where it is not whole: %s", (_what, stored) => {
    expect(parseTalk(JSON.stringify(stored))).toBeNull();
  });

  it.each(["", "{"])("is dropped where it is no JSON: %j", (text) => {
    expect(parseTalk(text)).toBeNull();
  });
});
