import { pause } from "../lib/backoff.ts";

/** How long the cookie of a session that takes the place of another may be on its way, in milliseconds. */
const replacedWithinMs = 700;

/**
 * Asks with the cookie that is there now, and once more with the one that may just be coming. Without an
 * answer nothing is known, and the connection is tried again.
 */
export async function isStillSignedIn(): Promise<boolean> {
  const isRefused = async (): Promise<boolean> => {
    const answer = await fetch("/api/v1/me", { cache: "no-store" }).catch(() => null);
    return answer?.status === 401;
  };
  if (!(await isRefused())) return true;
  await pause(replacedWithinMs);
  return !(await isRefused());
}
