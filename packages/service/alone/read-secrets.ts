import type { Log } from "@pakaura/database/connection";
import { components } from "@pakaura/platform/dapr/component-names";
import { createSidecar, isOk, type Sidecar } from "@pakaura/platform/dapr/sidecar";
import { z } from "zod";
import { ConfigError } from "../config.ts";
import { keepTrying } from "../keep-trying.ts";

export type Environment = Record<string, string | undefined>;

const secretSchema = z.record(z.string(), z.string());
const patienceMs = 120_000;
const pauseMs = 500;

type Options = { log: Log; patienceMs?: number; pauseMs?: number };

/**
 * The settings of a process: those of its environment, and those that the secret store of its sidecar has under the names in
 * `SECRETS` (separated by commas), whose keys are names of settings. What the environment says goes before. A sidecar that is not there yet is
 * waited for. Rejects with ConfigError, which tells what the store said, and no value.
 */
export async function readSecrets(env: Environment, options: Options): Promise<Environment> {
  const names = (env["SECRETS"] ?? "").split(",").map((name) => name.trim());
  const wanted = names.filter((name) => name !== "");
  if (wanted.length === 0) return env;
  const port = Number(env["DAPR_HTTP_PORT"]);
  if (!Number.isInteger(port)) throw new ConfigError("SECRETS: wants DAPR_HTTP_PORT to be set");
  const token = env["DAPR_API_TOKEN"];
  const sidecar = createSidecar({ port, ...(token === undefined ? {} : { token }) });
  const secrets: Environment = {};
  for (const name of wanted)
    Object.assign(secrets, await readPatiently(sidecar, name, { patienceMs, pauseMs, ...options }));
  return { ...secrets, ...env };
}

async function readPatiently(
  sidecar: Sidecar,
  name: string,
  options: Required<Options>,
): Promise<Environment> {
  const path = `/v1.0/secrets/${components.secrets}/${encodeURIComponent(name)}`;
  try {
    return await keepTrying(() => read(sidecar, path), {
      waitMs: options.patienceMs,
      pauseMs: options.pauseMs,
      onWait: (reason) => options.log.info({ reason }, `Waits for the secret ${name}`),
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`SECRETS: the secret store did not give ${name}: ${said}`);
  }
}

async function read(sidecar: Sidecar, path: string): Promise<Environment> {
  const answer = await sidecar.ask("GET", path);
  if (!isOk(answer)) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}`);
  return secretSchema.parse(JSON.parse(answer.text || "{}"));
}
