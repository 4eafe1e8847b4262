import { join } from "node:path";
import { cached, cachedFolder, keyOf } from "@pakaura/stack/prepare/cached";
import { findProgram, needProgram } from "@pakaura/stack/prepare/find-program";
import { run } from "@pakaura/stack/prepare/run";

const module = "github.com/prometheus/prometheus/cmd/promtool@v0.316.0";
/** It finds nobody in clouds, whose libraries would be most of it. */
const tag = "remove_all_sd";
const key = () => keyOf([], module, tag);

/** The program that checks and tries rules; null where it is not on this machine. */
export function findPromtool(): string | null {
  const folder = cachedFolder("promtool", key());
  return folder === null ? findProgram("promtool") : join(folder, "promtool");
}

/** Makes it, once on a machine: some minutes. Reaches out. */
export async function preparePromtool(say: (line: string) => void): Promise<void> {
  const go = needProgram("go", "promtool is built by Go 1.26 or newer (https://go.dev/dl)");
  await cached("promtool", key(), async (folder) => {
    say("Building promtool (once) ...");
    const environment = { CGO_ENABLED: "0", GOBIN: folder, GOWORK: "off" };
    await run("nice", ["-n", "10", go, "install", "-tags", tag, module], { folder, environment });
  });
}
