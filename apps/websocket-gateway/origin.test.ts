import { expect, test } from "vitest";
import { isOurOrigin } from "./origin.ts";

const origins = ["https://tasks.example.org"];

test.each([
  ["http://localhost:3000", "localhost:3000"],
  ["https://tasks.example.com", "tasks.example.com"],
  ["https://tasks.example.com", "TASKS.example.com:443"],
  ["http://[::1]:3000", "[::1]:3000"],
  ["https://tasks.example.org", "10.0.0.7:8080"],
])("%s is ours when asked as %s", (origin, host) => {
  expect(isOurOrigin({ origin, host }, origins)).toBe(true);
});

test.each([
  [undefined, "localhost:3000"],
  ["null", "localhost:3000"],
  ["", "localhost:3000"],
  ["http://localhost:3001", "localhost:3000"],
  ["http://localhost", "localhost:3000"],
  ["http://localhost:3000.evil.example", "localhost:3000"],
  ["https://evil.example", "tasks.example.com"],
  ["https://evil.example", undefined],
  ["http://tasks.example.org", "10.0.0.7:8080"],
  ["file://localhost:3000", "localhost:3000"],
  ["http://localhost:3000", "a b"],
  ["http://localhost:3000", "user@localhost:3000"],
  ["http://localhost:3000", "localhost:3000/path"],
])("%s is not ours when asked as %s", (origin, host) => {
  expect(isOurOrigin({ origin, host }, origins)).toBe(false);
});
