import type { Authenticator } from "@pakaura/accounts/authenticate";
import { networkOf } from "@pakaura/service/network-of";
import type pg from "pg";
import type { ApiConfig } from "../config.ts";
import { refuseIfLimited } from "../http/rate-limited.ts";
import { createSharedLimit, type SharedLimit } from "../http/shared-limit.ts";
import type { AuthRouteKind } from "./auth-route-table.ts";
import type { KnownPlaces, Sender } from "./known-places.ts";
import { accountOf, challenged, emailOf, signedIn, type Subject } from "./subject.ts";

export type Attempt = { kind: AuthRouteKind; body: unknown; sender: Sender };

/** One limit, and the key by which an attempt counts there. */
type Count = { limit: SharedLimit; key: string };

/** Tells how an attempt ended: what did not fail is not counted. */
export type EndAttempt = (hasFailed: boolean) => Promise<void>;

/** Codes have six digits: NIST SP 800-63B wants their tries few. */
const codes = { points: 10, periodSeconds: 15 * 60 };

type Context = {
  pool: pg.Pool;
  authenticator: Authenticator;
  secret: string;
  config: ApiConfig;
  places: KnownPlaces;
};

/**
 * Limits on guessing, which all processes share. Every attempt is counted before it is made, so that many at
 * once are no more than many in turn. Strangers' tries count by account and network, by network, and by account,
 * so that neither one account nor many can be tried from one place, nor one account from many. Who comes from
 * where they signed in before is counted by that place alone: no stranger can use up what they may try.
 */
export function createAttempts(context: Context): (attempt: Attempt) => Promise<EndAttempt> {
  const { config, places } = context;
  const limitOf = (name: string, points: number, periodSeconds = 60): SharedLimit =>
    createSharedLimit({ pool: context.pool, name, points, periodSeconds });
  const byPlace = limitOf("place", config.RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE);
  const byNetwork = limitOf("network", config.RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS);
  const byAccount = limitOf("account", config.RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT);
  const byCodes = limitOf("codes", codes.points, codes.periodSeconds);
  const signUps = limitOf("sign-up", config.RATE_LIMIT_SIGN_UPS_PER_MINUTE);
  const mails = limitOf("mail", config.RATE_LIMIT_PASSWORD_RESETS_PER_MINUTE);

  async function countsOf(
    subject: Subject | null,
    sender: Sender,
    byWhom: SharedLimit,
  ): Promise<Count[]> {
    if (subject === null) return [{ limit: byNetwork, key: networkOf(sender.address) }];
    const { network, known } = await places.placeOf(subject.userId, sender);
    const ofPlace = { limit: byPlace, key: `${subject.key} ${known ?? network}` };
    if (known !== null) return [ofPlace];
    // In this order: what one network may no longer try is not counted against the account.
    return [ofPlace, { limit: byNetwork, key: network }, { limit: byWhom, key: subject.key }];
  }

  async function guessesOf({ kind, body, sender }: Attempt): Promise<Count[]> {
    const { cookie } = sender;
    if (kind === "sign-in") return countsOf(await accountOf(context, body), sender, byAccount);
    if (kind === "token") return countsOf(null, sender, byNetwork);
    const session = await signedIn(context, cookie);
    if (session !== null) return [{ limit: byPlace, key: session.key }];
    const subject = kind === "second-factor" ? await challenged(context, cookie) : null;
    return countsOf(subject, sender, byCodes);
  }

  return async (attempt) => {
    const { kind, body, sender } = attempt;
    const network = networkOf(sender.address);
    if (kind === "sign-up") await signUps.require(network);
    if (kind === "mail") await mails.require(`${emailOf(body)} ${network}`);
    if (kind === "sign-up" || kind === "mail" || kind === "session") return () => Promise.resolve();
    const taken = await guessesOf(attempt);
    for (const { limit, key } of taken) refuseIfLimited(await limit.take(key));
    return async (hasFailed) => {
      if (!hasFailed) await Promise.all(taken.map(({ limit, key }) => limit.giveBack(key)));
    };
  };
}
