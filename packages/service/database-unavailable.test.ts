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

test("a server whose disk is full is unavailable", () => {
  const error = Object.assign(new Error("could not extend file"), { code: "53100" });
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test("other errors are not", () => {
  expect(isDatabaseUnavailable(new Error("nope"))).toBe(false);
  expect(isDatabaseUnavailable(Object.assign(new Error("duplicate key"), { code: "23505" }))).toBe(
    false,
  );
  expect(isDatabaseUnavailable("text")).toBe(false);
});
