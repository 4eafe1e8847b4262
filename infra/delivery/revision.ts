import { z } from "zod";
import { Refused } from "./refused.ts";
import { needSetting } from "./settings.ts";

const revisionSchema = z.string().regex(/^[0-9a-f]{40}$/);

/** The commit that the setting REVISION names. */
export function readRevision(): string {
  const revision = revisionSchema.safeParse(needSetting("REVISION"));
  if (!revision.success) throw new Refused("REVISION is not the 40 digits of a commit");
  return revision.data;
}
