import { expect, test } from "vitest";
import { refuseIfLimited } from "./rate-limited.ts";

test("a request is refused while there are seconds to wait, and told how many", () => {
  expect(() => refuseIfLimited(0)).not.toThrow();
  expect(() => refuseIfLimited(40)).toThrow(
    expect.objectContaining({ code: "rate_limited", headers: { "retry-after": "40" } }),
  );
});
