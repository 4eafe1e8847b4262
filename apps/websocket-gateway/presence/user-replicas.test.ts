import { expect, test } from "vitest";
import { liveReplicas } from "./user-replicas.ts";

const now = Date.parse("2026-11-29T21:00:00.000Z");
const entry = (secondsAgo: number, address: string | null = "http://10.0.0.7:3001") => ({
  address,
  receipts: true,
  updated_at: new Date(now - secondsAgo * 1_000).toISOString(),
});
const idsOf = (value: unknown) => Object.keys(liveReplicas(value, 180, now).replicas);

test("a replica counts for as long as it says so, also by a clock that differs a little", () => {
  const replicas = {
    fresh: entry(10),
    dead: entry(181),
    ahead: entry(-5),
    "far-ahead": entry(-900),
  };
  expect(idsOf({ replicas })).toEqual(["fresh", "ahead"]);
});

test.each([
  ["nothing", undefined],
  ["text", "x"],
  ["a list", []],
  ["no replicas", {}],
  ["replicas that are a number", { replicas: 7 }],
])("%s stands for nobody", (_what, value) => {
  expect(idsOf(value)).toEqual([]);
});

test("what is no entry counts for nothing, and is no reason to forget the others", () => {
  const replicas = {
    text: "x",
    file: entry(0, "file:///etc/passwd"),
    undated: { ...entry(0), updated_at: "yesterday" },
    right: entry(0),
    alone: entry(0, null),
  };
  expect(idsOf({ replicas })).toEqual(["right", "alone"]);
});

test("however many are kept there, no more than 64 are called", () => {
  const replicas = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`r${at}`, entry(0)]));
  expect(idsOf({ replicas })).toHaveLength(64);
});
