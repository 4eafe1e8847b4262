import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("a service has one replica unless it is said otherwise", () => {
  const one = { api: 1, notification: 1, recurring: 1, audit: 1, "websocket-gateway": 1 };
  expect(readArguments([]).replicas).toEqual({ ...one, frontend: 1 });
  expect(readArguments(["--replicas", "api=2, websocket-gateway=3"]).replicas).toEqual({
    ...one,
    api: 2,
    "websocket-gateway": 3,
    frontend: 1,
  });
});

test.each([
  [
    ["--replicas", "apis=2"],
    /^--replicas: there is no service "apis", wants one of api, .*gateway$/,
  ],
  [
    ["--replicas", "api=0"],
    /^--replicas: got "api=0", wants a number from 1 to 9, for example .*$/,
  ],
  [["--replicas", "api"], /^--replicas: got "api", wants a number.*$/],
  [["--replicas", "frontend=2"], /^--replicas: there is one frontend.*$/],
  [
    ["--replica=2"],
    /^Unknown option '--replica'.*; npm run stack knows --replicas, for example .*$/,
  ],
  [["api=2"], /^Unexpected argument 'api=2'.*; npm run stack knows --replicas.*$/],
])("%j is refused in one line", (words, line) => {
  expect(() => readArguments(words)).toThrow(line);
});
