import { expect, test } from "vitest";
import { Undo } from "./undo.ts";

test("takes back in the opposite order, whatever becomes of a step, and tells the first failure", async () => {
  const undo = new Undo();
  const done: string[] = [];
  undo.add(async () => done.push("first"));
  undo.add(() => Promise.reject(new Error("stuck")));
  undo.add(async () => done.push("last"));
  await expect(undo.run()).rejects.toThrow("stuck");
  expect(done).toEqual(["last", "first"]);
});

test("a step that waits for ever does not keep the ones before it", async () => {
  const undo = new Undo();
  let isDone = false;
  undo.add(async () => (isDone = true));
  undo.add(() => new Promise(() => undefined), 10);
  await expect(undo.run()).rejects.toThrow("did not stop within 10 ms");
  expect(isDone).toBe(true);
});
