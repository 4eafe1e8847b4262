import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { byDigest, imageNames, type ImageName, type Images, imagesSchema } from "../images.ts";
import { push } from "../engine.ts";
import { openRegistry } from "../registry.ts";
import { sign } from "../signature.ts";
import type { Trial } from "./trial.ts";

const main = join(import.meta.dirname, "../main.ts");
const revision = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
const run = promisify(execFile);

/** What a command of the delivery came to: all that it said. */
export type Outcome = { isSuccess: boolean; said: string };

/** A release of Pakaura on the cluster that kubectl points to, from images of the trial's registry. */
export type Installation = {
  images: Images;
  /** `npm run delivery COMMAND`, with the settings of this installation and these. */
  command: (args: string[], settings?: Record<string, string>) => Promise<Outcome>;
  /** The digest of an image like this one whose process ends at once, pushed and signed. */
  breakStart: (name: ImageName) => Promise<string>;
};

async function pushAll({ registry }: Trial): Promise<Images> {
  const { digestOf } = openRegistry(registry.address);
  const digests = new Map<string, string | null>();
  for (const name of imageNames) {
    await push("buildah", `pakaura/${name}`, `${registry.address}/${name}:${revision}`);
    digests.set(name, await digestOf(name, revision));
  }
  const images = imagesSchema.parse(Object.fromEntries(digests));
  for (const name of imageNames) await sign(byDigest(registry.address, name, images[name]));
  return images;
}

/** Pushes and signs the six images that infra/docker/build.sh made on this machine. */
export async function prepareInstallation(trial: Trial, url: string): Promise<Installation> {
  const { registry, signing } = trial;
  process.env["SIGNING_KEY"] = signing.privateKey;
  const images = await pushAll(trial);
  const settings = {
    REGISTRY: registry.address,
    REVISION: revision,
    IMAGES: JSON.stringify(images),
    SIGNING_PUBLIC_KEY: signing.publicKey,
    CHART_VALUES: "values-local.yaml",
    HELM_VALUES: JSON.stringify({ image: { pullPolicy: "IfNotPresent" } }),
    PUBLIC_URL: url,
    DEPLOY_TIMEOUT: "8m",
  };

  async function command(args: string[], more: Record<string, string> = {}): Promise<Outcome> {
    const env = { ...process.env, ...settings, ...more };
    try {
      const { stdout, stderr } = await run(process.execPath, [main, ...args], { env });
      return { isSuccess: true, said: stdout + stderr };
    } catch (error) {
      return { isSuccess: false, said: whatItSaid(error) };
    }
  }

  async function breakStart(name: ImageName): Promise<string> {
    const buildah = (...args: string[]) => execFileSync("buildah", args, { encoding: "utf8" });
    const container = buildah("from", `pakaura/${name}`).trim();
    const ends = JSON.stringify(["/usr/local/bin/node", "--eval", "throw new Error('planted')"]);
    buildah("config", "--entrypoint", ends, container);
    buildah("commit", "--quiet", "--rm", container, "pakaura/broken");
    await push("buildah", "pakaura/broken", `${registry.address}/${name}:broken`);
    const digest = await openRegistry(registry.address).digestOf(name, "broken");
    await sign(byDigest(registry.address, name, digest ?? ""));
    return digest ?? "";
  }

  return { images, command, breakStart };
}

function whatItSaid(error: unknown): string {
  if (!(error instanceof Error && "stdout" in error && "stderr" in error)) return String(error);
  return `${String(error.stdout)}${String(error.stderr)}`;
}
