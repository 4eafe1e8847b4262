import { cookiePrefix } from "@pakaura/accounts/session-cookie";

/**
 * Whether a `Cookie` header has a session cookie, valid or not. Other cookies do not count: those of
 * every program on `localhost` are sent along.
 */
export function hasSessionCookie(cookieHeader: string | undefined): boolean {
  return cookieHeader?.includes(`${cookiePrefix}.session_token=`) ?? false;
}
