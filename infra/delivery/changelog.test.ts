import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changelogOf } from "./changelog.ts";

let folder: string;
const git = (...args: string[]) =>
  execFileSync(
    "git",
    ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-C", folder, ...args],
    { encoding: "utf8" },
  );
const commit = (subject: string) => git("commit", "--quiet", "--allow-empty", "-m", subject);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-changelog-"));
  git("init", "--quiet");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("it has every commit since the release before, the oldest first", async () => {
  commit("Add tasks");
  commit("Add tags");
  expect(await changelogOf("1.0.0", "HEAD", folder)).toBe(
    "## 1.0.0\n\nThe first release.\n\n- Add tasks\n- Add tags\n",
  );
  git("tag", "v1.0.0");
  git("tag", "not-a-release");
  commit("Add dates");
  git("tag", "v1.0.0-rc");
  commit("Mend tags");
  expect(await changelogOf("1.1.0", "HEAD", folder)).toBe(
    "## 1.1.0\n\nSince v1.0.0:\n\n- Add dates\n- Mend tags\n",
  );
});
