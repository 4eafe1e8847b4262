import { writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { StackTools } from "../stack-tools.ts";
import { answersTcp } from "./answers.ts";
import { freePort } from "./free-port.ts";
import { type Part, startPart } from "./part.ts";
import { type Place, placeOf } from "./place.ts";

export type Redis = Part & { port: number; /** `host:port` */ host: string; password: string };

/** Starts Redis, which writes down every change before the next second. */
export async function startRedis(
  options: Place & { tools: StackTools; password: string; port?: number },
): Promise<Redis> {
  const { folder, logFile } = placeOf(options, "redis");
  const port = options.port ?? (await freePort());
  const settings = [
    `port ${port}`,
    "bind 127.0.0.1",
    `requirepass ${options.password}`,
    "appendonly yes",
    'save ""',
    `dir "${folder}"`,
  ];
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "redis.conf");
  writeFileSync(file, `${settings.join("\n")}\n`, { mode: 0o600 });
  const part = await startPart({
    name: "redis",
    command: options.tools.redisServer,
    args: [file],
    environment: {},
    folder,
    logFile,
    isReady: () => answersTcp(port),
  });
  return { ...part, port, host: `127.0.0.1:${port}`, password: options.password };
}
