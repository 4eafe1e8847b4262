import { expect, test } from "vitest";
import { ServiceUnavailable } from "../invocation.ts";
import { EtagMismatch } from "../state.ts";
import type { Sidecar } from "./sidecar.ts";
import { createState } from "./state.ts";

type Answer = { status: number; text?: string };

/** A sidecar that answers a write and then a read, and what it was sent. */
function sidecarOf(written: Answer, read: Answer = { status: 204 }) {
  const sent: unknown[] = [];
  const sidecar: Pick<Sidecar, "ask"> = {
    ask: async (method, _path, request) => {
      if (request?.body !== undefined) sent.push(JSON.parse(request.body));
      const { status, text = "" } = method === "GET" ? read : written;
      return { status, text, headers: new Headers({ etag: "1" }) };
    },
  };
  return { sent, state: createState({ ...sidecar, isReady: async () => true }) };
}

test("a key that is to be made is sent without an etag, as one that only the first may write", async () => {
  const { sent, state } = sidecarOf({ status: 204 });
  await state.set("k", 1, { etag: null, timeToLiveSeconds: 60 });
  const options = { concurrency: "first-write" };
  expect(sent).toEqual([[{ key: "k", value: 1, options, metadata: { ttlInSeconds: "60" } }]]);
});

test.each<[string, Answer, Answer, new (message: string) => Error]>([
  ["says so", { status: 409 }, { status: 204 }, EtagMismatch],
  // As Redis's component does.
  ["fails and has the key", { status: 500 }, { status: 200, text: "7" }, EtagMismatch],
  ["fails and has it not", { status: 500 }, { status: 204 }, ServiceUnavailable],
  ["does not answer at all", { status: 500 }, { status: 500 }, ServiceUnavailable],
])(
  "a key was made by somebody else only where the store %s",
  async (_how, written, read, error) => {
    const { state } = sidecarOf(written, read);
    await expect(state.set("k", 1, { etag: null })).rejects.toBeInstanceOf(error);
  },
);

test("a store that fails is not asked who was first, where that makes no difference", async () => {
  const { state } = sidecarOf({ status: 500 }, { status: 200, text: "7" });
  await expect(state.set("k", 1)).rejects.toBeInstanceOf(ServiceUnavailable);
  await expect(state.set("k", 1, { etag: "3" })).rejects.toBeInstanceOf(ServiceUnavailable);
});
