import type { ImportResult } from "@pakaura/contract/transfer";
import type { Jobs } from "@pakaura/platform/jobs";
import { Problem } from "@pakaura/service/problem";
import type { ImportContext } from "../api-context.ts";
import { readSettings } from "../me/read-settings.ts";
import type { ImportWork } from "../threads/thread-work.ts";
import { importTasks } from "./import-tasks.ts";
import { readFile } from "./read-file.ts";
import { readSettingsOf, restoreSettings } from "./restore-settings.ts";
import { uploadedFile } from "./uploaded-file.ts";

type UploadContext = ImportContext & {
  jobs: Pick<Jobs, "schedule">;
  /** Forgets who is signed in, because their settings have changed. */
  forget: () => Promise<void>;
};

/** Brings what was uploaded into the account: the settings of an export first, then the tasks. */
export async function importUploaded(
  context: UploadContext,
  { body, contentType, query, userId, origin }: ImportWork,
): Promise<ImportResult> {
  const uploaded = await uploadedFile(body, contentType);
  const known = await readSettings(context.pool, userId);
  if (known === null) throw new Problem("unauthenticated", "This account no longer exists.");
  const { dry_run: isDryRun, format } = query;
  const now = Date.now();
  const file = await readFile(uploaded, format, { timeZone: known.timeZone, now });
  const { settings, warnings } = readSettingsOf(file);
  const { timeZone } = known;
  if (!isDryRun && Object.keys(settings).length > 0) {
    const { correlationId, traceparent } = origin;
    const onBehalf = { user_id: userId, correlation_id: correlationId, traceparent };
    await restoreSettings(context, settings, { onBehalf, timeZone });
  }
  const decision = { ...known, timeZone: settings.time_zone ?? timeZone, now };
  return importTasks(context, file, { isDryRun, decision, origin, warnings });
}
