import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetDrafts, saveDraft } from "../../app/drafts.ts";
import { rememberLastUser } from "../../app/last-user.ts";
import { newestDraft, showDraft } from "./newest-draft.ts";

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
  rememberLastUser("ada");
});

afterEach(() => vi.unstubAllGlobals());

const line = (id: string, text: string) => ({ id, text, ignored: [] });

it("keeps a line with what was taken back and picked, until it is empty", () => {
  const draft = {
    id: "1",
    text: "Watch Good Omens tomorrow",
    ignored: [{ start: 17, end: 25 }],
    picks: { dueDate: "2026-11-30", priority: "high", tags: ["home"] },
  } as const;
  saveDraft(draft);
  expect(newestDraft()).toEqual(draft);
  saveDraft({ ...draft, text: "  " });
  expect(newestDraft()).toBeNull();
  expect([...kept.keys()]).toEqual(["pakaura.user"]);
});

it("begins with the line that was left last and is shown nowhere on the page", () => {
  saveDraft(line("1", "Call Ann"));
  saveDraft(line("2", "Buy milk"));
  const hide = showDraft("2");
  expect(newestDraft()?.text).toBe("Call Ann");
  hide();
  expect(newestDraft()?.text).toBe("Buy milk");
});

it("keeps lines apart for each person, and none when nobody is signed in", () => {
  saveDraft(line("1", "Call Ann"));
  rememberLastUser("bob");
  expect(newestDraft()).toBeNull();
  rememberLastUser("ada");
  expect(newestDraft()?.text).toBe("Call Ann");
  forgetDrafts("ada");
  expect(newestDraft()).toBeNull();
  rememberLastUser(null);
  saveDraft(line("2", "Buy milk"));
  expect(kept.size).toBe(0);
});

it("keeps no more than the twenty newest lines", () => {
  for (let index = 1; index <= 25; index += 1) saveDraft(line(`${index}`, `Line ${index}`));
  const texts = Array.from({ length: 21 }, () => {
    const draft = newestDraft();
    if (draft) saveDraft({ ...draft, text: "" });
    return draft?.text ?? null;
  });
  expect(texts.slice(0, 2)).toEqual(["Line 25", "Line 24"]);
  expect(texts.slice(-2)).toEqual(["Line 6", null]);
});

it.each(["{", "null", '[{"id":1,"text":"x"},{"id":"1","text":"x","ignored":[7]}]'])(
  "leaves alone what it cannot read: %s",
  (stored) => {
    kept.set("pakaura.drafts:ada", stored);
    expect(newestDraft()).toBeNull();
  },
);

it("lives without room to keep anything", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => "ada",
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  expect(() => saveDraft(line("1", "Call Ann"))).not.toThrow();
});
