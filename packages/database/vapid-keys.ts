import { createECDH } from "node:crypto";
import type { Queryable } from "./connection.ts";

export type VapidKeys = { publicKey: string; privateKey: string };

/**
 * The keys by which push services know this installation (RFC 8292), made when they are first asked for.
 * They are kept in the database, so that all processes, and a restored backup, have the same.
 */
export async function readVapidKeys(queryable: Queryable): Promise<VapidKeys> {
  const curve = createECDH("prime256v1");
  const made: VapidKeys = {
    publicKey: curve.generateKeys("base64url"),
    // A leading zero is part of the key.
    privateKey: curve.getPrivateKey().toString("hex").padStart(64, "0"),
  };
  made.privateKey = Buffer.from(made.privateKey, "hex").toString("base64url");
  const { rows } = await queryable.query<{ value: string }>(
    `with made as (
       insert into installation (key, value) values ('vapid', $1) on conflict do nothing returning value)
     select value from made union all select value from installation where key = 'vapid'`,
    [JSON.stringify(made)],
  );
  const kept = rows[0]?.value;
  // Somebody else made them in this very moment: what they wrote is there to be read now.
  if (kept === undefined) return readVapidKeys(queryable);
  return JSON.parse(kept) as VapidKeys;
}
