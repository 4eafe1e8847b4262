import { newConversation } from "@pakaura/domain/assistant/conversation";
import type { State } from "@pakaura/platform/state";
import { expect, it } from "vitest";
import { keepConversation, replaceConversation } from "./conversations.ts";

it("a conversation is always written by its etag, as a store that was asked to hold to it wants", async () => {
  let etag = 0;
  const written: (string | null | undefined)[] = [];
  const state: State = {
    get: async <Value>() => (etag === 0 ? null : { value: {} as Value, etag: String(etag) }),
    set: async (_key, _value, options) => {
      written.push(options?.etag);
      etag += 1;
    },
    delete: async () => undefined,
  };
  const place = { userId: "ann", id: "talk" };
  const kept = { conversation: newConversation, versions: {} };
  await keepConversation(state, { ...place, etag: null }, kept);
  await replaceConversation(state, place, kept);
  expect(written).toEqual([null, "1"]);
});
