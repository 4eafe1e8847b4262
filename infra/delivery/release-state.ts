import { z } from "zod";
import { findGoTool } from "../helm/chart-tools.ts";
import { ask, show } from "./program.ts";
import { setting } from "./settings.ts";

/** The name of the release that helm keeps, and where it is. */
export const releaseName = "pakaura";
export const namespace = (): string => setting("NAMESPACE") ?? "pakaura";

const revisionsSchema = z.array(
  z.looseObject({
    revision: z.int(),
    status: z.string(),
    description: z.string().default(""),
  }),
);
export type ReleaseRevision = z.infer<typeof revisionsSchema>[number];

/** Helm as `npm run delivery prepare helm` made it, or the one on the PATH, unless HELM says which. */
export const helmProgram = (): string => setting("HELM") ?? findGoTool("helm")?.program ?? "helm";
const helm = (...args: string[]) => ask(helmProgram(), ["--namespace", namespace(), ...args]);
export const kubectl = (...args: string[]) => ask("kubectl", ["--namespace", namespace(), ...args]);

const anyStatus = ["deployed", "failed", "pending", "superseded", "uninstalling", "uninstalled"];

/** The revisions of the release, the oldest first; none where it was never installed. */
export async function releaseRevisions(): Promise<ReleaseRevision[]> {
  const filters = ["--filter", `^${releaseName}$`, ...anyStatus.map((status) => `--${status}`)];
  const listed = await helm("list", ...filters, "--output", "json");
  if (z.array(z.unknown()).parse(JSON.parse(listed)).length === 0) return [];
  return revisionsSchema.parse(JSON.parse(await helm("history", releaseName, "--output", "json")));
}

/** The one that runs: the newest that came up. */
export function runningRevision(
  revisions: readonly ReleaseRevision[],
): ReleaseRevision | undefined {
  return revisions.findLast(({ status }) => status === "deployed");
}

/** What helm is told each time: where, and to wait until all is ready. */
export function waiting(): string[] {
  return ["--namespace", namespace(), "--wait", "--timeout", setting("DEPLOY_TIMEOUT") ?? "10m"];
}

/** Goes back to a revision and waits until all is ready. */
export async function restore({ revision }: ReleaseRevision): Promise<void> {
  await show(helmProgram(), ["rollback", releaseName, String(revision), ...waiting()]);
}
