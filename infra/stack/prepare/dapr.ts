import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackTools } from "../stack-tools.ts";
import { cached, keyOf } from "./cached.ts";
import { needProgram } from "./find-program.ts";
import { run } from "./run.ts";

const module = join(import.meta.dirname, "../dapr");
const sources = ["go.mod", "go.sum", "daprd/main.go"].map((name) => join(module, name));
const programs = [
  "github.com/dapr/dapr/cmd/placement",
  "github.com/dapr/dapr/cmd/scheduler",
  "./daprd",
];
/** Without it Dapr refuses to be built; the components that are not stable would double the time. */
const tag = "stablecomponents";
/** What Go compiled before is in its own cache, so that a change costs seconds. */
const environment = { CGO_ENABLED: "0", GOFLAGS: "-mod=readonly" };
const lowPriority = "10";

function daprVersion(): string {
  const goMod = readFileSync(join(module, "go.mod"), "utf8");
  return /github\.com\/dapr\/dapr v(\S+)/.exec(goMod)?.[1] ?? "";
}

/** Dapr's sidecar, placement and scheduler, by Go: some minutes on two cores the first time. */
export async function prepareDapr(
  say: (line: string) => void,
): Promise<Pick<StackTools, "daprd" | "placement" | "scheduler">> {
  const folder = await cached("dapr", keyOf(sources, tag), async (target) => {
    const go = needProgram("go", "Dapr is built by Go 1.26 or newer (https://go.dev/dl)");
    say("Building Dapr (once; the first time takes some minutes) ...");
    // A copy, because Go demands to write beside go.mod where a checkout may be read-only.
    const copy = join(target, "source");
    cpSync(module, copy, { recursive: true });
    const link = `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${daprVersion()}`;
    const flags = ["-buildvcs=false", "-ldflags", link, "-tags", tag, "-o", `${target}/`];
    const build = [go, "build", ...flags, ...programs];
    await run("nice", ["-n", lowPriority, ...build], { folder: copy, environment });
  });
  return {
    daprd: join(folder, "daprd"),
    placement: join(folder, "placement"),
    scheduler: join(folder, "scheduler"),
  };
}
