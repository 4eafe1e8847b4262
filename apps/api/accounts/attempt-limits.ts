import type { ApiConfig } from "../config.ts";
import { refuseIfLimited } from "../http/rate-limited.ts";
import { TokenBucket } from "../http/token-bucket.ts";

type Attempt = { path: string; email: string; address: string };

export type AttemptLimits = {
  /** Refuses an attempt (429) when there were too many before it. */
  before: (attempt: Attempt) => void;
  /** Counts an attempt that was answered with this status. */
  after: (attempt: Attempt, status: number) => void;
};

/**
 * Limits on guessing: failed sign-ins count by account and address, so that neither one account nor
 * many can be tried from one place, nor one account from many. Sign-ups and reset mails count each.
 */
export function createAttemptLimits(config: ApiConfig): AttemptLimits {
  const bucket = (capacity: number) => new TokenBucket({ capacity, periodMs: 60_000 });
  const byPair = bucket(config.RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE);
  const byAccount = bucket(config.RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT);
  const byAddress = bucket(config.RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS);
  const signUps = bucket(config.RATE_LIMIT_SIGN_UPS_PER_MINUTE);
  const resets = bucket(config.RATE_LIMIT_PASSWORD_RESETS_PER_MINUTE);

  const failureBuckets = ({ email, address }: Attempt): [TokenBucket, string][] => {
    const ofAddress: [TokenBucket, string] = [byAddress, address];
    if (email === "") return [ofAddress];
    return [[byPair, `${email} ${address}`], [byAccount, email], ofAddress];
  };

  return {
    before: (attempt) => {
      const now = Date.now();
      if (attempt.path === "/sign-up/email") refuseIfLimited(signUps.take(attempt.address, now));
      if (attempt.path === "/request-password-reset") {
        refuseIfLimited(resets.take(`${attempt.email} ${attempt.address}`, now));
      }
      if (!isGuess(attempt.path)) return;
      const waits = failureBuckets(attempt).map(([one, key]) => one.secondsToWait(key, now));
      refuseIfLimited(Math.max(...waits));
    },
    after: (attempt, status) => {
      if (!isGuess(attempt.path) || ![400, 401, 403].includes(status)) return;
      for (const [one, key] of failureBuckets(attempt)) one.take(key, Date.now());
    },
  };
}

/** Routes on which a password, code or token can be guessed. */
function isGuess(path: string): boolean {
  return (
    path.startsWith("/sign-in/") ||
    path.startsWith("/two-factor/verify-") ||
    path === "/reset-password" ||
    path === "/change-password" ||
    path === "/delete-user" ||
    path === "/two-factor/enable" ||
    path === "/two-factor/disable" ||
    path === "/two-factor/generate-backup-codes"
  );
}
