import { type UpdateMe, updateMeSchema } from "@pakaura/contract/http";
import type { OnBehalf } from "@pakaura/contract/internal";
import { broughtExportSchema, exportFormat, type ImportNote } from "@pakaura/contract/transfer";
import type { Jobs } from "@pakaura/platform/jobs";
import { parse } from "@pakaura/service/parse";
import type pg from "pg";
import { withTimeZoneJob } from "../me/follow-time-zone.ts";
import { updateMe } from "../me/update-me.ts";
import type { File } from "./read-file.ts";

type SettingsContext = {
  pool: pg.Pool;
  jobs: Pick<Jobs, "schedule">;
  /** Forgets who is signed in, because their settings have changed. */
  forget: () => Promise<void>;
};

const settingsSchema = updateMeSchema.pick({
  time_zone: true,
  week_start: true,
  default_reminder_lead_minutes: true,
});

/** The settings of an export, which come back with its tasks, and what is to be said of those that cannot be. */
export function readSettingsOf(file: File): { settings: UpdateMe; warnings: ImportNote[] } {
  if (file.format !== exportFormat) return { settings: {}, warnings: [] };
  const brought = parse(broughtExportSchema.pick({ settings: true }), file.value, "file").settings;
  const kept: Record<string, unknown> = {};
  const warnings: ImportNote[] = [];
  for (const name of Object.keys(settingsSchema.shape)) {
    const value = brought[name];
    if (value === undefined) continue;
    if (settingsSchema.safeParse({ [name]: value }).success) kept[name] = value;
    else {
      const message = `The setting ${name} is left out.`;
      warnings.push({ line: 1, title: null, message, code: "setting_left_out", value: name });
    }
  }
  return { settings: settingsSchema.parse(kept), warnings };
}

/** Changes the settings of the user to these; another time zone moves what follows it, as `PATCH /me` does. */
export async function restoreSettings(
  { pool, jobs, forget }: SettingsContext,
  settings: UpdateMe,
  { onBehalf, timeZone }: { onBehalf: OnBehalf; timeZone: string },
): Promise<void> {
  const { time_zone: wanted, ...others } = settings;
  if (wanted === undefined || wanted === timeZone) await updateMe(pool, onBehalf.user_id, others);
  else
    await withTimeZoneJob(jobs, onBehalf, async () => {
      // What an export tells of its series is in instants, which stay.
      await updateMe(pool, onBehalf.user_id, settings);
    });
  await forget();
}
