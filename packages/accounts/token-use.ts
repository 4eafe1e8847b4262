import type pg from "pg";

const periodMs = 60_000;

/**
 * Notes when tokens were last used: at most once a minute each, and beside the request, which does
 * not wait for it.
 */
export function createTokenUse(pool: pg.Pool): (tokenId: string) => void {
  const noted = new Map<string, number>();
  return (tokenId) => {
    const now = Date.now();
    if (now - (noted.get(tokenId) ?? 0) < periodMs) return;
    if (noted.size > 10_000) noted.clear();
    noted.set(tokenId, now);
    pool
      .query("update tokens set last_used_at = now() where id = $1", [tokenId])
      .catch(() => noted.delete(tokenId));
  };
}
