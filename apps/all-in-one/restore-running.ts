import { Problem } from "@pakaura/service/problem";

/**
 * Makes the restoring of a Pakaura that runs. A file that is no backup is found out before anything stops, so that
 * nobody notices; from there on everything begins anew, whatever comes of it. Throws NotABackup and SchemaTooNew.
 */
export function createRestore({
  url,
  stop,
  onRestored,
}: {
  url: string;
  /** Nothing is read or fired while the log is another one. */
  stop: () => Promise<void>;
  onRestored: () => void;
}): (file: string) => Promise<void> {
  let isRestoring = false;
  return async (file) => {
    if (isRestoring) throw new Problem("conflict", "A backup is being restored already");
    isRestoring = true;
    try {
      // Loaded when somebody restores: hardly ever.
      const { checkBackup } = await import("@pakaura/database/check-backup");
      await checkBackup(url, file);
    } catch (error) {
      isRestoring = false;
      throw error;
    }
    try {
      await stop();
      const { restoreInto } = await import("./backup-commands.ts");
      await restoreInto(url, file);
    } finally {
      // What stood still does not go on by itself.
      onRestored();
    }
  };
}
