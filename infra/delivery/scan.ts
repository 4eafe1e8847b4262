import { z } from "zod";
import { ask } from "./program.ts";
import { Refused } from "./refused.ts";
import { setting } from "./settings.ts";

const reportSchema = z.looseObject({
  matches: z.array(
    z.looseObject({
      vulnerability: z.looseObject({
        id: z.string(),
        severity: z.string(),
        fix: z.looseObject({ state: z.string(), versions: z.array(z.string()).default([]) }),
      }),
      artifact: z.looseObject({ name: z.string(), version: z.string() }),
    }),
  ),
});

/** What blocks: a critical finding that somebody has fixed already. One line for each. `report` is grype's JSON. */
export function blockingFindings(report: unknown): string[] {
  const { matches } = reportSchema.parse(report);
  return matches
    .filter(
      ({ vulnerability: { severity, fix } }) => severity === "Critical" && fix.state === "fixed",
    )
    .map(({ vulnerability: { id, fix }, artifact: { name, version } }) => {
      const fixed = fix.versions.length > 0 ? fix.versions.join(" or ") : "a later version";
      return `${id} in ${name} ${version}, fixed in ${fixed}`;
    });
}

/** Looks what is known against the contents of an image, by grype. Rejects with `Refused` when one finding blocks. */
export async function scan(image: string, billOfMaterials: string): Promise<void> {
  const report = await ask(setting("GRYPE") ?? "grype", [
    `sbom:${billOfMaterials}`,
    "--output",
    "json",
    "--quiet",
  ]);
  const blocking = blockingFindings(JSON.parse(report));
  if (blocking.length > 0)
    throw new Refused(`${image} has critical findings that have a fix: ${blocking.join("; ")}`);
}
