import { join } from "node:path";
import { findEngine, push } from "./engine.ts";
import { imageNames, type Images, imagesSchema } from "./images.ts";
import { show } from "./program.ts";
import { Refused } from "./refused.ts";
import { openRegistry } from "./registry.ts";
import { output, summarize } from "./report.ts";
import { readRevision } from "./revision.ts";
import { needSetting, setting } from "./settings.ts";
import { vouchFor } from "./vouch-for.ts";

const buildScript = join(import.meta.dirname, "../docker/build.sh");
/** The branch whose newest images are `latest`. */
const mainBranch = "refs/heads/main";

async function buildImages(): Promise<void> {
  const platform = setting("IMAGE_PLATFORM");
  const base = setting("BASE_IMAGE");
  await show(buildScript, [
    ...(platform === undefined ? [] : ["--platform", platform]),
    ...(base === undefined ? [] : ["--build-arg", `BASE=${base}`]),
  ]);
}

/** Pushes the images by the commit, and gives the digest of each as the registry has it. */
async function pushImages(registry: string, revision: string): Promise<Images> {
  const engine = await findEngine();
  const { digestOf } = openRegistry(registry);
  const digests = new Map<string, string>();
  for (const name of imageNames) {
    await push(engine, `pakaura/${name}`, `${registry}/${name}:${revision}`);
    const digest = await digestOf(name, revision);
    if (digest === null) throw new Refused(`${registry}/${name}:${revision} was not kept`);
    digests.set(name, digest);
  }
  return imagesSchema.parse(Object.fromEntries(digests));
}

/**
 * Builds the six images and pushes them by the commit; looks what is known against them, and signs them with what they are made
 * of and how they came to be. `latest` names those of the main branch, once nothing speaks against them.
 */
export async function build(): Promise<void> {
  const registry = needSetting("REGISTRY");
  const revision = readRevision();
  await buildImages();
  const images = await pushImages(registry, revision);
  for (const name of imageNames) await vouchFor(registry, name, images[name], revision);
  if (process.env["GITHUB_REF"] === mainBranch) {
    const { addTag } = openRegistry(registry);
    for (const name of imageNames) await addTag(name, images[name], "latest");
  }
  summarize(
    [
      "| Image | Digest |",
      "| --- | --- |",
      ...imageNames.map((name) => `| ${name} | \`${images[name]}\` |`),
    ].join("\n"),
  );
  output("images", JSON.stringify(images));
}
