import type pg from "pg";
import { findByFeedToken, findBySession, findByToken } from "./find-principal.ts";
import { oauthAddress } from "./oauth/oauth-address.ts";
import { Passes } from "./passes.ts";
import { hashToken, isTokenForm } from "./personal-token.ts";
import { PrincipalCache } from "./principal-cache.ts";
import type { Principal } from "./principal.ts";
import { readSessionToken } from "./session-cookie.ts";
import { type Ended, listenForEnds } from "./session-ends.ts";
import { createTokenUse } from "./token-use.ts";

const longestGrant = 4_096;

export type { Ended } from "./session-ends.ts";
export type { Principal } from "./principal.ts";

export type Authenticator = {
  /**
   * Who sends these headers: by `Authorization: Bearer pak_...` when it is there, else by the session
   * cookie. Null for nobody. Rejects only when the database cannot be asked.
   */
  authenticate: (headers: {
    cookie?: string | undefined;
    authorization?: string | undefined;
  }) => Promise<Principal | null>;
  /** Who a personal access token (`pak_...`) stands for, or null; a feed token for nobody. */
  authenticateToken: (token: string) => Promise<Principal | null>;
  /** Whose calendar feed this token opens, or null: one of the scope `feed`, or any other. */
  authenticateFeed: (token: string) => Promise<Principal | null>;
  /**
   * Who the access token of an app stands for (OAuth), or null. It lets the app in at the MCP server alone: what that
   * asks the API it asks by a pass.
   */
  authenticateGrant: (token: string) => Promise<Principal | null>;
  /** Does something with a bearer token that stands for this principal, within this process and until it is done. */
  withPass: <Result>(
    principal: Principal,
    work: (token: string) => Promise<Result>,
  ) => Promise<Result>;
  /** Tells when sessions and tokens end, in whichever process. Answers how to stop listening. */
  onEnded: (listener: (ended: Ended) => void) => () => void;
  /** Forgets what is remembered of principals, after a change of a user's settings. */
  forget: () => void;
  close: () => Promise<void>;
};

/**
 * Recognises sessions of better-auth (by `secret`, which signs its cookies), access tokens, and, with a public
 * address, what people allowed apps.
 */
export function createAuthenticator(context: {
  pool: pg.Pool;
  secret: string;
  publicUrl?: string | undefined;
}): Authenticator {
  const { pool, secret } = context;
  const address = oauthAddress(context.publicUrl);
  const passes = new Passes();
  const cache = new PrincipalCache();
  const listeners = new Set<(ended: Ended) => void>();
  const noteUse = createTokenUse(pool);
  const ends = listenForEnds(pool, (ended) => {
    cache.clear();
    for (const listener of listeners) listener(ended);
  });

  async function recall(
    kind: "token" | "feed",
    token: string,
    find: typeof findByToken,
  ): Promise<Principal | null> {
    if (!isTokenForm(token)) return null;
    const hash = hashToken(token);
    const principal = await cache.get(`${kind} ${hash}`, ends.isListening(), () =>
      find(pool, hash),
    );
    if (principal !== null) noteUse(principal.id);
    return principal;
  }
  const authenticateToken = (token: string) => recall("token", token, findByToken);

  return {
    authenticateGrant: async (token) => {
      // Longer than any of ours: nothing is remembered of it.
      if (address === null || token.length > longestGrant) return null;
      return cache.get(`grant ${hashToken(token)}`, ends.isListening(), async () => {
        // What checks signatures is slow to load, and needed by few.
        const { verifyGrant } = await import("./oauth/verify-grant.ts");
        return verifyGrant(pool, token, address);
      });
    },
    withPass: (principal, work) => passes.with(principal, work),
    authenticateToken,
    authenticateFeed: (token) => recall("feed", token, findByFeedToken),
    authenticate: async (headers) => {
      const bearer = /^bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];
      if (bearer !== undefined) return passes.find(bearer) ?? authenticateToken(bearer);
      const token = readSessionToken(headers.cookie, secret);
      if (token === null) return null;
      return cache.get(`session ${token}`, ends.isListening(), () => findBySession(pool, token));
    },
    onEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    forget: () => cache.clear(),
    close: () => ends.close(),
  };
}
