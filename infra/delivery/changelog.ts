import { join } from "node:path";
import { ask } from "./program.ts";

type Git = (...args: string[]) => Promise<string>;

/** The release before a commit, as its tag, or null where there is none. */
async function tagBefore(git: Git, revision: string): Promise<string | null> {
  const tags = await git("tag", "--list", "v*", "--merged", revision, "--sort=-version:refname");
  return tags.split("\n").find((tag) => /^v\d+\.\d+\.\d+$/.test(tag)) ?? null;
}

/** What came since the release before, as Markdown: the subject of each commit, the oldest first. */
export async function changelogOf(
  version: string,
  revision: string,
  checkout: string = join(import.meta.dirname, "../.."),
): Promise<string> {
  const git: Git = (...args) => ask("git", ["-C", checkout, ...args]);
  const before = await tagBefore(git, revision);
  const range = before === null ? revision : `${before}..${revision}`;
  const subjects = await git("log", "--no-merges", "--reverse", "--format=%s", range);
  const lines = subjects.split("\n").filter((subject) => subject !== "");
  const since = before === null ? "The first release." : `Since ${before}:`;
  return [`## ${version}`, "", since, "", ...lines.map((subject) => `- ${subject}`), ""].join("\n");
}
