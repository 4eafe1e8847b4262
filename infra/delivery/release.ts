import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { changelogOf } from "./changelog.ts";
import { byDigest, imageNames, type Images, imagesSchema } from "./images.ts";
import { ask, show } from "./program.ts";
import { Refused } from "./refused.ts";
import { openRegistry, type Registry } from "./registry.ts";
import { releaseChart } from "./release-chart.ts";
import { summarize } from "./report.ts";
import { readRevision } from "./revision.ts";
import { needSetting } from "./settings.ts";
import { verifySignature } from "./signature.ts";

const packageFile = join(import.meta.dirname, "../../package.json");

/** The version to release: that of package.json, or `Refused`. */
export function readVersion(text: string | undefined, packageJson: string): string {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(packageJson));
  if (text !== version)
    throw new Refused(`The version is ${version} (package.json), and not ${text ?? "none"}`);
  return version;
}

async function refuseTwice(tag: string): Promise<void> {
  const there = await ask("git", ["tag", "--list", tag]);
  if (there.trim() !== "") throw new Refused(`${tag} was released already: raise the version`);
}

/** The images of a commit, as its pipeline left them in the registry. */
async function imagesOf(there: Registry, registry: string, revision: string): Promise<Images> {
  const digests = new Map<string, string>();
  for (const name of imageNames) {
    const digest = await there.digestOf(name, revision);
    if (digest === null)
      throw new Refused(`There is no ${registry}/${name}:${revision}: its pipeline did not pass`);
    await verifySignature(byDigest(registry, name, digest));
    digests.set(name, digest);
  }
  return imagesSchema.parse(Object.fromEntries(digests));
}

async function publish(tag: string, revision: string, notes: string): Promise<void> {
  await show("git", ["tag", "--annotate", tag, revision, "--message", `Pakaura ${tag}`]);
  await show("git", ["push", "origin", tag]);
  const folder = mkdtempSync(join(tmpdir(), "pakaura-release-"));
  try {
    const file = join(folder, "notes.md");
    writeFileSync(file, notes);
    const args = ["--verify-tag", "--title", `Pakaura ${tag}`, "--notes-file", file];
    await show("gh", ["release", "create", tag, ...args]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Releases a commit whose images are there and signed, by the version of package.json: the images and the chart by that version, a
 * tag in git, and a release on GitHub that says what came since the one before and names everything by its digest.
 */
export async function release(text: string | undefined): Promise<void> {
  const version = readVersion(text, readFileSync(packageFile, "utf8"));
  const tag = `v${version}`;
  await refuseTwice(tag);
  const revision = readRevision();
  const registry = needSetting("REGISTRY");
  const there = openRegistry(registry);
  const images = await imagesOf(there, registry, revision);
  for (const name of imageNames) await there.addTag(name, images[name], version);
  const chart = await releaseChart(registry, version, images);
  const named = imageNames.map((name) => byDigest(registry, name, images[name]));
  const notes = [
    await changelogOf(version, revision),
    "By digest:",
    "",
    ...[chart, ...named].map((reference) => `- \`${reference}\``),
    "",
  ].join("\n");
  await publish(tag, revision, notes);
  summarize(notes);
}
