import { expect, test } from "vitest";
import { EtagMismatch } from "../state.ts";
import { ServiceUnavailable } from "../invocation.ts";
import type { Sidecar } from "./sidecar.ts";
import { createState } from "./state.ts";

/** A sidecar that answers with these statuses, one after the other. */
function createSidecar(...statuses: number[]) {
  const asked: string[] = [];
  const sidecar: Sidecar = {
    isReady: () => Promise.resolve(true),
    ask: async (method) => {
      asked.push(method);
      return { status: statuses.shift() ?? 500, headers: new Headers({ etag: "1" }), text: "1" };
    },
  };
  return { state: createState(sidecar), asked };
}

const add = { etag: null };

test("a key that is there already is not added, though the store says only that it failed", async () => {
  const { state } = createSidecar(500, 200);
  await expect(state.set("k", 1, add)).rejects.toThrow(EtagMismatch);
});

test("a key that was there, and has gone meanwhile, is added", async () => {
  const { state, asked } = createSidecar(500, 204, 204);
  await state.set("k", 1, add);
  expect(asked).toEqual(["POST", "GET", "POST"]);
});

test("a store that fails is no key that is there", async () => {
  const { state, asked } = createSidecar(500, 204, 500, 204, 500, 204);
  await expect(state.set("k", 1, add)).rejects.toThrow(ServiceUnavailable);
  expect(asked).toHaveLength(6);
});

test("what is written whatever is there is not written again when that fails", async () => {
  const { state, asked } = createSidecar(500);
  await expect(state.set("k", 1)).rejects.toThrow(ServiceUnavailable);
  expect(asked).toEqual(["POST"]);
});
