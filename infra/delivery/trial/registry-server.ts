import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@pakaura/tests/free-port";
import { vi } from "vitest";

/** A registry on loopback that keeps what is pushed in a folder. */
export type RegistryServer = { address: string; stop: () => Promise<void> };

/** Starts the registry of the distribution project (https://distribution.github.io), and waits until it answers. */
export async function startRegistry(folder: string): Promise<RegistryServer> {
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, "registry.yml");
  writeFileSync(
    config,
    JSON.stringify({
      version: "0.1",
      log: { level: "fatal", accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, "registry") } },
      http: { addr: host },
    }),
  );
  const child = spawn("registry", ["serve", config], {
    env: { ...process.env, OTEL_TRACES_EXPORTER: "none" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  await vi.waitFor(
    async () => {
      const answer = await fetch(`http://${host}/v2/`);
      await answer.body?.cancel();
    },
    { timeout: 60_000, interval: 100 },
  );
  return {
    address: `${host}/pakaura`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
