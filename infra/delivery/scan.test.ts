import { expect, test } from "vitest";
import { blockingFindings } from "./scan.ts";

function finding(severity: string, state: string, versions: string[] = []) {
  return {
    vulnerability: { id: "CVE-2026-1", severity, fix: { state, versions } },
    artifact: { name: "zlib", version: "1.2" },
  };
}

test("a critical finding that has a fix blocks, and says which", () => {
  const report = { matches: [finding("Critical", "fixed", ["1.3", "1.4"])] };
  expect(blockingFindings(report)).toEqual(["CVE-2026-1 in zlib 1.2, fixed in 1.3 or 1.4"]);
});

test.each([
  ["High", "fixed"],
  ["Critical", "not-fixed"],
  ["Critical", "wont-fix"],
  ["Critical", "unknown"],
])("%s and %s does not block", (severity, state) => {
  expect(blockingFindings({ matches: [finding(severity, state)] })).toEqual([]);
});

test("a report that is none is no clean one", () => {
  expect(() => blockingFindings({ error: "no database" })).toThrow(/matches/);
});
