import type { StackTools } from "../stack-tools.ts";
import { findProgram } from "./find-program.ts";
import { run } from "./run.ts";
import { ToolMissing } from "./tool-missing.ts";

/** Redis as the distribution has it; installed when this is root on a Debian. */
export async function prepareRedis(
  say: (line: string) => void,
): Promise<Pick<StackTools, "redisServer">> {
  const present = findProgram("redis-server");
  if (present !== null) return { redisServer: present };
  const aptGet = findProgram("apt-get");
  if (aptGet !== null && process.getuid?.() === 0) {
    say("Installing Redis (once) ...");
    const options = { folder: "/", environment: { DEBIAN_FRONTEND: "noninteractive" } };
    await run(aptGet, ["update", "-qq"], options);
    const install = ["install", "-y", "-qq", "--no-install-recommends", "redis-server"];
    await run(aptGet, install, options);
  }
  const redisServer = findProgram("redis-server");
  if (redisServer !== null) return { redisServer };
  throw new ToolMissing(
    "redis-server is missing: the state store (apt-get install redis-server, or brew install redis)",
  );
}
