import { expect, it } from "vitest";
import { loadMessages } from "../../messages/messages.ts";
import { actorWords } from "./group-entries.ts";

await loadMessages("en");

it("says whose doing it was when it was not the person's own", () => {
  expect(actorWords({ actor: "user", actor_detail: null })).toBeNull();
  expect(actorWords({ actor: "user", actor_detail: "token: laptop" })).toBe("by token “laptop”");
  expect(actorWords({ actor: "system", actor_detail: "recurring" })).toBe("by recurring");
  expect(actorWords({ actor: "system", actor_detail: null })).toBe("by Pakaura");
});
