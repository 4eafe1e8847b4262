import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { byDigest, imageNames, type Images, readImages } from "./images.ts";
import { show } from "./program.ts";
import { Refused } from "./refused.ts";
import {
  helmProgram,
  releaseName,
  releaseRevisions,
  type ReleaseRevision,
  restore,
  runningRevision,
  waiting,
} from "./release-state.ts";
import { output, summarize } from "./report.ts";
import { readRevision } from "./revision.ts";
import { needSetting, setting } from "./settings.ts";
import { verifySignature } from "./signature.ts";
import { forgetSchemaRefusal, podsThatAreNotReady, schemaRefusal } from "./why-it-failed.ts";

const chart = join(import.meta.dirname, "../helm/pakaura");

function imageValues(registry: string, images: Images): string[] {
  const digests = imageNames.map((name) => `${name}.image.digest=${images[name]}`);
  return [`image.registry=${registry}`, ...digests].flatMap((value) => ["--set-string", value]);
}

async function upgrade(revision: string, digests: Images): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-values-"));
  try {
    const installation = join(folder, "installation.yaml");
    writeFileSync(installation, setting("HELM_VALUES") ?? "{}", { mode: 0o600 });
    const values = join(chart, setting("CHART_VALUES") ?? "values-production.yaml");
    const install = ["upgrade", "--install", releaseName, chart, "--create-namespace"];
    const from = ["--values", values, "--values", installation];
    const images = imageValues(needSetting("REGISTRY"), digests);
    const what = ["--description", `Commit ${revision}`];
    await show(helmProgram(), [...install, ...waiting(), ...from, ...images, ...what]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Goes back to what ran, after it was seen what does not; what was refused before it began needs no way back. */
async function goBack(cause: unknown, previous: ReleaseRevision | undefined): Promise<Refused> {
  const schema = await schemaRefusal();
  if (schema !== "") return new Refused(`Not deployed, and nothing was changed: ${schema}`);
  console.error(await podsThatAreNotReady());
  const why = cause instanceof Error ? cause.message : String(cause);
  if (previous === undefined) return new Refused(`Not deployed: ${why}. Nothing ran before`);
  const back = `revision ${previous.revision} (${previous.description})`;
  return restore(previous).then(
    () => new Refused(`Not deployed: ${why}. Went back to ${back}, which runs again`),
    () => new Refused(`Not deployed: ${why}. The way back to ${back} failed as well`),
  );
}

function refuseWhileAnother(newest: ReleaseRevision | undefined): void {
  if (newest?.status.startsWith("pending-"))
    throw new Refused(
      `Revision ${newest.revision} is ${newest.status}: another deployment goes on, or was ended in the middle (docs/delivery.md)`,
    );
}

/**
 * Deploys the images that IMAGES names to the cluster that kubectl points to, and waits until all is ready. What does not become
 * ready goes back to what ran before; what nobody of us signed, or the database does not take, is never begun.
 */
export async function deploy(): Promise<void> {
  const revision = readRevision();
  const images = readImages();
  const registry = needSetting("REGISTRY");
  for (const name of imageNames) await verifySignature(byDigest(registry, name, images[name]));
  const before = await releaseRevisions();
  refuseWhileAnother(before.at(-1));
  const previous = runningRevision(before);
  await forgetSchemaRefusal();
  try {
    await upgrade(revision, images);
  } catch (error) {
    throw await goBack(error, previous);
  }
  const now = runningRevision(await releaseRevisions());
  const wayBack =
    previous === undefined
      ? "There was none before."
      : `Back: the workflow "Roll back" with revision ${previous.revision}.`;
  summarize(`Revision ${now?.revision} runs: commit ${revision}. ${wayBack}`);
  output("revision", String(now?.revision ?? ""));
  output("previous", String(previous?.revision ?? ""));
}
