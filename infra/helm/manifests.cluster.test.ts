import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installations, renderChart } from "./render.ts";

const run = promisify(execFile);
const kubectl = async (...args: string[]) => (await run("kubectl", args)).stdout;

/** Nothing is ever installed there, so that what is there already keeps nothing from being made. */
const namespace = "pakaura-manifests";
const gatewayApi = "httproutes.gateway.networking.k8s.io";
/** A port of the node is given once. */
const sets = ["frontendService.nodePort=0"];

beforeAll(async () => {
  await kubectl("create", "namespace", namespace);
});
afterAll(async () => {
  await kubectl("delete", "namespace", namespace);
});

/** The API server looks at each resource as if it were to be made: no check of a manifest is stricter. */
test.each(Object.entries(installations))(
  "the API server takes all of the installation %s",
  async (_, files) => {
    const manifest = await renderChart("helm", files, { sets, namespace });
    if (manifest.includes("kind: HTTPRoute"))
      await expect(kubectl("get", "crd", gatewayApi)).resolves.toContain(gatewayApi);
    const folder = await mkdtemp(join(tmpdir(), "pakaura-manifest-"));
    try {
      const path = join(folder, "all.yaml");
      await writeFile(path, manifest);
      const said = await kubectl("create", "--dry-run=server", `--filename=${path}`);
      expect(said).toContain("deployment.apps/api created (server dry run)");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
