import { readSessionToken } from "@pakaura/accounts/session-cookie";
import { networkOf } from "@pakaura/service/network-of";
import type pg from "pg";
import { deviceCookie, readDevice } from "./device-cookie.ts";

/** Where a request comes from, as an account sees it. */
export type Place = {
  /** What its sender can be counted by. */
  network: string;
  /** The device on which this user has signed in before, or null for none that is known. */
  device: string | null;
  /** Whether this user has signed in from this device or network before; else it is a stranger's. */
  isKnown: boolean;
};

export type Sender = { address: string; cookie: string | undefined };

export type KnownPlaces = {
  /** From where a request for this account comes. `userId` is null for an account that nobody has. */
  placeOf: (userId: string | null, sender: Sender) => Promise<Place>;
  /** Remembers where somebody signed in, by the cookies of the answer. Resolves with one more cookie, or null. */
  remember: (sender: Sender, cookies: string[], isSecure: boolean) => Promise<string | null>;
};

const isKnownNetwork = "select from known_networks where user_id = $1 and network = $2";
const rememberNetwork = `
  with session as (select user_id from sessions where token = $1),
    seen as (
      insert into known_networks (user_id, network) select user_id, $2 from session
      on conflict (user_id, network) do update set last_seen_at = now())
  select user_id from session`;

/** Tells people who come from where they were before from strangers. */
export function createKnownPlaces(context: { pool: pg.Pool; secret: string }): KnownPlaces {
  const { pool, secret } = context;
  return {
    placeOf: async (userId, { address, cookie }) => {
      const network = networkOf(address);
      // Asked for nobody's account as well, so that the time does not tell.
      const { rowCount } = await pool.query(isKnownNetwork, [userId, network]);
      const now = Date.now();
      const device = userId === null ? null : readDevice(cookie, { secret, userId, now });
      return { network, device, isKnown: device !== null || rowCount === 1 };
    },
    remember: async (sender, cookies, isSecure) => {
      const token = readSessionToken(cookies.map(toPair).join("; "), secret);
      if (token === null) return null;
      const values = [token, networkOf(sender.address)];
      const { rows } = await pool.query<{ user_id: string }>(rememberNetwork, values);
      const userId = rows[0]?.user_id;
      if (userId === undefined) return null;
      const now = Date.now();
      if (readDevice(sender.cookie, { secret, userId, now }) !== null) return null;
      return deviceCookie({ secret, userId, now, isSecure });
    },
  };
}

/** `name=value` of a `Set-Cookie`. */
function toPair(cookie: string): string {
  return cookie.split(";", 1)[0] ?? "";
}
