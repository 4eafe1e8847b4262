import { parseArgs } from "node:util";
import { ConfigError } from "@pakaura/service/config";
import { oneOfEach, type Replicas, type ServiceName, serviceNames } from "./services.ts";

const mostReplicas = 9;
const example = "for example --replicas api=2,websocket-gateway=2";

function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((known) => known === name);
}

function readReplicas(text: string): Replicas {
  const replicas: Replicas = { ...oneOfEach };
  for (const part of text.split(",").filter((one) => one.trim() !== "")) {
    const [name = "", count = ""] = part.trim().split("=");
    if (!isServiceName(name)) {
      const known = serviceNames.filter((one) => one !== "frontend").join(", ");
      throw new ConfigError(`--replicas: there is no service "${name}", wants one of ${known}`);
    }
    if (name === "frontend")
      throw new ConfigError("--replicas: there is one frontend, because it has the web address");
    if (!/^[1-9]$/.test(count))
      throw new ConfigError(
        `--replicas: got "${part.trim()}", wants a number from 1 to ${mostReplicas}, ${example}`,
      );
    replicas[name] = Number(count);
  }
  return replicas;
}

/** Reads what stands after `npm run stack --`. Throws `ConfigError` with one line. */
export function readArguments(words: string[]): { replicas: Replicas } {
  try {
    const { values } = parseArgs({ args: words, options: { replicas: { type: "string" } } });
    return { replicas: readReplicas(values.replicas ?? "") };
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof Error)) throw error;
    const [reason = ""] = error.message.split(/[.\n]/);
    throw new ConfigError(`${reason}; npm run stack knows --replicas, ${example}`);
  }
}
