import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { imageNames, type Images, isOnLoopback } from "./images.ts";
import { show } from "./program.ts";
import { Refused } from "./refused.ts";
import { openRegistry } from "./registry.ts";
import { helmProgram } from "./release-state.ts";
import { sign } from "./signature.ts";

const chart = join(import.meta.dirname, "../helm/pakaura");
const repository = "charts/pakaura";

/** The chart's values with these images by their digests: who installs it then runs what was released. */
export function valuesWithImages(values: string, registry: string, images: Images): string {
  const document = parseDocument(values);
  document.setIn(["image", "registry"], registry);
  for (const name of imageNames) document.setIn([name, "image", "digest"], images[name]);
  return document.toString({ lineWidth: 0 });
}

/** Packs the chart by this version with these images, pushes and signs it; gives how it is named by its content. */
export async function releaseChart(
  registry: string,
  version: string,
  images: Images,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-chart-"));
  try {
    const copy = join(folder, "pakaura");
    cpSync(chart, copy, { recursive: true });
    const file = join(copy, "values.yaml");
    writeFileSync(file, valuesWithImages(readFileSync(file, "utf8"), registry, images));
    const versions = ["--version", version, "--app-version", version];
    await show(helmProgram(), ["package", copy, ...versions, "--destination", folder]);
    const plain = isOnLoopback(registry) ? ["--plain-http"] : [];
    const archive = join(folder, `pakaura-${version}.tgz`);
    await show(helmProgram(), ["push", archive, `oci://${registry}/charts`, ...plain]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const digest = await openRegistry(registry).digestOf(repository, version);
  if (digest === null) throw new Refused(`${registry}/${repository}:${version} was not kept`);
  const reference = `${registry}/${repository}@${digest}`;
  await sign(reference);
  return reference;
}
