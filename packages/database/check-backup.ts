import pg from "pg";
import { createJobTable, jobRows, loadRows, refuseUnknown, withBackup } from "./load-backup.ts";

/**
 * Reads a backup to its end, and has the database take every row into tables that are gone afterwards, while everybody
 * goes on. What the checks of tables refuse is mended by a restore. Rejects with NotABackup or SchemaTooNew as `restoreBackup` would.
 */
export async function checkBackup(url: string, file: string): Promise<void> {
  await withBackup(url, file, async ({ client, header, lines }) => {
    for (const [index, { name, columns }] of header.tables.entries()) {
      await refuseUnknown(client, name);
      const aside = `checked_${index}`;
      await client.query(
        `create temp table "${aside}" (like ${pg.escapeIdentifier(name)} including all excluding constraints) on commit drop`,
      );
      await loadRows(client, lines, { name, into: aside, columns });
    }
    await createJobTable(client);
    await loadRows(client, lines, jobRows);
    await client.query("rollback");
  });
}
