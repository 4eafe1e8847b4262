import { updateMeSchema } from "@pakaura/contract/http";
import { exportFormat, exportSchema, type ImportResult } from "@pakaura/contract/transfer";
import type { Jobs } from "@pakaura/platform/jobs";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { ImportContext } from "../api-context.ts";
import { withTimeZoneJob } from "../me/follow-time-zone.ts";
import { readSettings } from "../me/read-settings.ts";
import { updateMe } from "../me/update-me.ts";
import type { ImportWork } from "../threads/thread-work.ts";
import { importTasks } from "./import-tasks.ts";
import { readFile } from "./read-file.ts";
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
  const bytes = await uploadedFile(body, contentType);
  const known = await readSettings(context.pool, userId);
  if (known === null) throw new Problem("unauthenticated", "This account no longer exists.");
  const { dry_run: isDryRun, format } = query;
  const now = Date.now();
  const file = await readFile(bytes, format, { timeZone: known.timeZone, now });
  const settings = file.format === exportFormat ? settingsOf(file.value) : null;
  if (settings !== null && !isDryRun) {
    const { correlationId, traceparent } = origin;
    const onBehalf = { user_id: userId, correlation_id: correlationId, traceparent };
    const update = () => updateMe(context.pool, userId, settings);
    if (settings.time_zone === known.timeZone) await update();
    else await withTimeZoneJob(context.jobs, onBehalf, update);
    await context.forget();
  }
  const decision = { ...known, timeZone: settings?.time_zone ?? known.timeZone, now };
  return importTasks(context, file, { isDryRun, decision, origin });
}

/** The settings of an export, which come back with its tasks. */
function settingsOf(value: unknown) {
  const { settings } = parse(exportSchema.pick({ settings: true }), value, "file");
  return parse(updateMeSchema, settings, "file.settings");
}
