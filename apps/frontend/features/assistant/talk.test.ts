import { describe, expect, it } from "vitest";
import { newConversation } from "@pakaura/domain/assistant/conversation";
import { UnreachableError } from "../../lib/api.ts";
import {
  createTalk,
  nothingKept,
  type Asked,
  type Kept,
  type Place,
  type TalkParts,
} from "./talk.ts";
import { openQuestion, type Answer, type Sent, type Words } from "./turn.ts";

const later = { conversationId: "conversation", here: null, shown: [] };

function answered(given: Partial<Answer>, { here }: Place): Asked {
  return {
    answer: {
      effect: "execute",
      reply: "Done.",
      turnId: "turn",
      shown: [],
      candidates: [],
      pendingId: null,
      isUndoable: false,
      isUndo: false,
      via: "rules",
      ...given,
    },
    place: { ...later, here },
  };
}

function createHarness(answers: (Partial<Answer> | Error)[], kept = nothingKept) {
  const asked: { words: Words; place: Place }[] = [];
  const keys: Sent[] = [];
  const heard: string[] = [];
  const saved: Kept[] = [];
  const steps: (() => void)[] = [];
  const undone: string[] = [];
  const refusals: Error[] = [];
  const parts: TalkParts = {
    kept,
    ask: (words, place, { sent }) => {
      asked.push({ words, place });
      keys.push(sent);
      const next = answers.shift() ?? {};
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(answered(next, place));
    },
    undo: ({ turnId }) => {
      const [refusal] = refusals.splice(0, 1);
      if (refusal) return Promise.reject(refusal);
      undone.push(turnId);
      return Promise.resolve();
    },
    onDone: (_turn, undo) => void steps.push(undo),
    save: (next) => void saved.push(next),
    announce: (words) => void heard.push(words),
    messageOf: (error) => (error instanceof Error ? error.message : ""),
    isLost: (error) => error instanceof UnreachableError,
    now: () => 0,
  };
  return { talk: createTalk(parts), asked, keys, heard, saved, steps, undone, refusals };
}

describe("the conversation", () => {
  it("shows what was said at once, then its answer, and has it heard", async () => {
    const { talk, heard } = createHarness([{ reply: "Added." }]);
    const saying = talk.say({ text: "2", shown: "Call Ann" });
    expect(talk.turns.get()).toMatchObject([{ said: "Call Ann", outcome: { state: "asking" } }]);
    await saying;
    expect(talk.turns.get()).toMatchObject([{ outcome: { answer: { reply: "Added." } } }]);
    expect(heard).toEqual(["Added."]);
  });

  it("goes on where it was, one question after the other", async () => {
    const { talk, asked } = createHarness([{}, {}]);
    await Promise.all([talk.say({ text: "first" }), talk.say({ text: "second" })]);
    expect(asked).toEqual([
      { words: { text: "first" }, place: nothingKept.place },
      { words: { text: "second" }, place: later },
    ]);
  });

  it("says what went wrong, and says the same again when it is asked to", async () => {
    const { talk, asked, heard } = createHarness([new Error("Away."), {}]);
    await talk.say({ text: "yes", confirm: "pending" });
    const [failed] = talk.turns.get();
    expect(failed).toMatchObject({ outcome: { state: "failed", fault: "Away." } });
    expect(heard).toEqual(["Away."]);
    if (failed) await talk.again(failed);
    expect(talk.turns.get()).toMatchObject([{ said: "yes", outcome: { state: "answered" } }]);
    expect(asked[1]?.words).toEqual({ text: "yes", confirm: "pending" });
  });

  it("says by the same key, and where it was said, what may have been done", async () => {
    const { talk, asked, keys } = createHarness([new UnreachableError(), {}, new Error("No."), {}]);
    const again = async (at: number) => {
      const turn = talk.turns.get().at(at);
      if (turn) await talk.again(turn);
    };
    await talk.say({ text: "add milk" });
    await talk.say({ text: "add bread" });
    await again(0);
    // It was refused, and so not done: by its key it would be refused for ever.
    await again(1);
    const [milk, bread, milkAgain, milkAnew] = keys;
    expect(milk).toEqual({ key: expect.any(String), conversationId: null });
    expect(bread?.key).not.toBe(milk?.key);
    expect(milkAgain).toEqual(milk);
    expect(milkAnew?.key).not.toBe(milk?.key);
    expect(asked.map(({ words }) => words.sent)).toEqual([undefined, undefined, milk, undefined]);
  });

  it("writes down what it asks before there is an answer", async () => {
    const { talk, saved, keys } = createHarness([{}]);
    await talk.say({ text: "yes", confirm: "pending" });
    const words = { text: "yes", confirm: "pending", sent: keys[0] };
    expect(saved.at(-2)?.turns).toMatchObject([{ outcome: { state: "asking", words } }]);
  });

  it("is forgotten when a new one begins, with what is still unanswered", async () => {
    const { talk, asked, saved } = createHarness([{}, {}, {}]);
    await talk.say({ text: "first" });
    const saying = talk.say({ text: "second" });
    talk.clear();
    await saying;
    expect(talk.turns.get()).toEqual([]);
    expect(saved.at(-1)).toEqual(nothingKept);
    await talk.say({ text: "third" });
    expect(asked.at(-1)).toEqual({ words: { text: "third" }, place: nothingKept.place });
  });

  it("keeps the newest forty turns", async () => {
    const { talk } = createHarness([]);
    for (let count = 0; count < 42; count += 1) await talk.say({ text: `words ${count}` });
    const said = talk.turns.get().map((turn) => turn.said);
    expect([said.length, said[0], said.at(-1)]).toEqual([40, "words 2", "words 41"]);
  });
});

describe("what a turn did", () => {
  it("is taken back once, by its button or by the key of steps", async () => {
    const { talk, steps, undone } = createHarness([{ turnId: "a", isUndoable: true }]);
    await talk.say({ text: "add milk" });
    const [turn] = talk.turns.get();
    if (turn) await talk.undo(turn);
    steps[0]?.();
    expect(undone).toEqual(["a"]);
    expect(talk.turns.get()).toMatchObject([{ outcome: { isUndone: true } }]);
  });

  it("is known to be taken back when words did so", async () => {
    const { talk } = createHarness([
      { turnId: "a", isUndoable: true, shown: ["oats"] },
      { turnId: "b", isUndoable: true, shown: ["milk"] },
      { turnId: "c", isUndoable: true, shown: ["bread"] },
      { isUndo: true, shown: ["bread", "milk"] },
    ]);
    for (const text of ["add oats", "add milk", "add bread", "undo the last two"])
      await talk.say({ text });
    expect(talk.turns.get()).toMatchObject([
      { outcome: { isUndone: false } },
      { outcome: { isUndone: true } },
      { outcome: { isUndone: true } },
      { outcome: { isUndone: false } },
    ]);
  });

  it("is nothing more to take back by words once its button did so", async () => {
    const turn = { id: "a", steps: [], operations: [], inverse: [] };
    const here = { ...newConversation, turns: [turn] };
    const { talk, asked } = createHarness([{ turnId: "a", isUndoable: true }], {
      ...nothingKept,
      place: { ...later, here },
    });
    await talk.say({ text: "add milk" });
    const [done] = talk.turns.get();
    if (done) await talk.undo(done);
    await talk.say({ text: "undo" });
    expect(asked.at(-1)?.place.here).toEqual(newConversation);
  });

  it("stays where it cannot be taken back, with the reason", async () => {
    const { talk, heard, refusals } = createHarness([{ isUndoable: true }]);
    await talk.say({ text: "add milk" });
    refusals.push(new Error("Changed since."));
    const [turn] = talk.turns.get();
    if (turn) await talk.undo(turn);
    expect(talk.turns.get()).toMatchObject([
      { outcome: { isUndone: false, fault: "Changed since." } },
    ]);
    expect(heard.at(-1)).toBe("Changed since.");
  });
});

describe("a question", () => {
  it("is open until something else is said, or ten minutes are over", async () => {
    const { talk } = createHarness([{ effect: "confirm", pendingId: "pending" }, {}]);
    await talk.say({ text: "delete all" });
    expect(openQuestion(talk.turns.get(), 599_999)).toMatchObject({ pendingId: "pending" });
    expect(openQuestion(talk.turns.get(), 600_000)).toBeNull();
    await talk.say({ text: "no" });
    expect(openQuestion(talk.turns.get(), 0)).toBeNull();
  });
});
