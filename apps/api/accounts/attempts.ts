import type { Authenticator } from "@pakaura/accounts/authenticate";
import type { HiddenChallenges } from "@pakaura/accounts/hidden-challenges";
import { createSharedLimit, type SharedLimit } from "@pakaura/database/shared-limit";
import { networkOf } from "@pakaura/service/network-of";
import type pg from "pg";
import type { ApiConfig } from "../config.ts";
import { refuseIfLimited } from "../http/rate-limited.ts";
import type { AuthRouteKind } from "./auth-route-table.ts";
import type { KnownPlaces, Sender } from "./known-places.ts";
import { accountOf, challenged, emailOf, signedIn, type Subject } from "./subject.ts";
import { Taken } from "./taken.ts";

export type Attempt = { kind: AuthRouteKind; body: unknown; sender: Sender };

/** How an attempt goes on that may be made. */
export type Begun = {
  /** The account whose secret is compared; null where none is, or nobody has it. */
  userId: string | null;
  /** Tells how it ended: what did not fail is not counted. */
  end: (hasFailed: boolean) => Promise<void>;
  /** The account about which the answer must not tell whether the password was right. */
  hides: string | null;
  /** Whether no code is right, whatever it is. */
  isVain: boolean;
};

/** Codes have six digits: NIST SP 800-63B wants their tries few. */
const codes = { points: 10, periodSeconds: 15 * 60 };

type Context = {
  pool: pg.Pool;
  authenticator: Authenticator;
  secret: string;
  config: ApiConfig;
  places: KnownPlaces;
  challenges: HiddenChallenges;
};

/**
 * Limits on guessing, which all processes share. Every attempt is counted before it is made, so that many at
 * once are no more than many in turn. Strangers' tries count by account and network, by network, and by account,
 * so that neither one account nor many can be tried from one place, nor one account from many. Who comes from
 * where they signed in before is not counted by account, and on a device of theirs not by network either: no
 * stranger can use up what they may try. Nor can strangers shut out one who has the second factor, see
 * docs/decisions/0022.
 */
export function createAttempts(context: Context): (attempt: Attempt) => Promise<Begun> {
  const { config, places, challenges } = context;
  const limitOf = (name: string, points: number, periodSeconds = 60): SharedLimit =>
    createSharedLimit({ pool: context.pool, name, points, periodSeconds });
  const byPlace = limitOf("place", config.RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE);
  const byNetwork = limitOf("network", config.RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS);
  const byAccount = limitOf("account", config.RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT);
  const byCodes = limitOf("codes", codes.points, codes.periodSeconds);
  const signUps = limitOf("sign-up", config.RATE_LIMIT_SIGN_UPS_PER_MINUTE);
  const mails = limitOf("mail", config.RATE_LIMIT_PASSWORD_RESETS_PER_MINUTE);

  const counted = (taken: Taken, userId: string | null): Begun => ({
    userId,
    end: (hasFailed) => taken.end(hasFailed),
    hides: null,
    isVain: false,
  });

  /** Takes what the place may try. Answers whether it is a stranger's, whom the account may refuse as well. */
  async function takeByPlace(taken: Taken, subject: Subject, sender: Sender): Promise<boolean> {
    const { network, device, isKnown } = await places.placeOf(subject.userId, sender);
    await taken.require(byPlace, `${subject.key} ${device ?? network}`);
    // In this order: what one network may no longer try is not counted against the account.
    if (device === null) await taken.require(byNetwork, network);
    return !isKnown;
  }

  async function byNetworkAlone({ address }: Sender): Promise<Begun> {
    const taken = new Taken();
    await taken.require(byNetwork, networkOf(address));
    return counted(taken, null);
  }

  async function signIn({ body, sender }: Attempt): Promise<Begun> {
    const account = await accountOf(context, body);
    if (account === null) return byNetworkAlone(sender);
    const taken = new Taken();
    const { userId } = account;
    if (!(await takeByPlace(taken, account, sender))) return counted(taken, userId);
    const seconds = await taken.try(byAccount, account.key);
    if (seconds === 0) return counted(taken, userId);
    if (!account.hasSecondFactor) refuseIfLimited(seconds);
    // Nothing is given back: that, too, would tell.
    return { userId, end: () => Promise.resolve(), hides: userId, isVain: false };
  }

  async function bySession({ sender }: Attempt): Promise<Begun> {
    const session = await signedIn(context, sender.cookie);
    if (session === null) return byNetworkAlone(sender);
    const taken = new Taken();
    await taken.require(byPlace, session.key);
    return counted(taken, session.userId);
  }

  async function secondFactor(attempt: Attempt): Promise<Begun> {
    const { sender } = attempt;
    const subject = await challenged(context, sender.cookie);
    // A session proves a code when it turns the second factor on.
    if (subject === null) return bySession(attempt);
    const taken = new Taken();
    const isStranger = await takeByPlace(taken, subject, sender);
    const state = await challenges.stateOf(subject.challenge);
    const key = state === "decoy" ? subject.challenge : subject.key;
    const seconds = isStranger ? await taken.try(byCodes, key) : 0;
    if (state === "open") refuseIfLimited(seconds);
    return { ...counted(taken, subject.userId), isVain: state === "decoy" || seconds > 0 };
  }

  return async (attempt) => {
    const network = networkOf(attempt.sender.address);
    switch (attempt.kind) {
      case "sign-up":
        refuseIfLimited(await signUps.take(network));
        return counted(new Taken(), null);
      case "mail":
        refuseIfLimited(await mails.take(`${emailOf(attempt.body)} ${network}`));
        return counted(new Taken(), null);
      case "session":
        return counted(new Taken(), null);
      case "token":
        return byNetworkAlone(attempt.sender);
      case "sign-in":
        return signIn(attempt);
      case "second-factor":
        return secondFactor(attempt);
      case "password":
        return bySession(attempt);
    }
  };
}
