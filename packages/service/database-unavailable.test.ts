import { Client } from "pg";
import { expect, test } from "vitest";
import { isDatabaseUnavailable } from "./database-unavailable.ts";

test.each(["/nowhere", "127.0.0.1"])(
  "a server at %s that is not there is unavailable",
  async (host) => {
    const client = new Client({ host, port: 1 });
    const error: unknown = await client.connect().catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(isDatabaseUnavailable(new Error("Failed query", { cause: error }))).toBe(true);
  },
);

test.each([
  ["whose disk is full", "53100"],
  ["that writes nothing", "25006"],
  ["that is starting", "57P03"],
  ["that was busy for too long", "57014"],
  ["where somebody else held a lock for too long", "55P03"],
  ["whose files are gone", "58P01"],
])("a server %s is unavailable", (_what, code) => {
  const error = Object.assign(new Error("refused"), { code });
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test("other errors are not", () => {
  expect(isDatabaseUnavailable(new Error("nope"))).toBe(false);
  expect(isDatabaseUnavailable(Object.assign(new Error("duplicate key"), { code: "23505" }))).toBe(
    false,
  );
  expect(isDatabaseUnavailable("text")).toBe(false);
});
