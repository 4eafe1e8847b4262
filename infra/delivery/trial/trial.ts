import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RegistryServer, startRegistry } from "./registry-server.ts";
import { prepareTrialTools } from "./tools.ts";

/** What the pipeline is tried with: tools on the PATH, a registry, and a key that signs. */
export type Trial = {
  folder: string;
  /** Where the tools are. */
  tools: string;
  registry: RegistryServer;
  signing: { privateKey: string; publicKey: string };
  stop: () => Promise<void>;
};

function makeKeys(folder: string): Trial["signing"] {
  const environment = { ...process.env, COSIGN_PASSWORD: "" };
  execFileSync("cosign", ["generate-key-pair"], { cwd: folder, env: environment, stdio: "ignore" });
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { privateKey: read("cosign.key"), publicKey: read("cosign.pub") };
}

export async function startTrial(): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-trial-"));
  const tools = join(folder, "tools");
  mkdirSync(tools);
  await prepareTrialTools(tools);
  const registry = await startRegistry(folder);
  const signing = makeKeys(folder);
  return {
    folder,
    tools,
    registry,
    signing,
    stop: async () => {
      await registry.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
