/**
 * What a route compares, which decides how its tries are counted:
 * `session`: nothing but the session; `sign-up`: nothing, and makes an account; `mail`: nothing, and sends a mail;
 * `sign-in`: a password, of the account that the body names; `second-factor`: a code, of the account whose
 * password was given before; `password`: a password, of the account that is signed in; `token`: a secret of a
 * link or of another site that stands for itself.
 */
export type AuthRouteKind =
  | "session"
  | "sign-up"
  | "mail"
  | "sign-in"
  | "second-factor"
  | "password"
  | "token";

export type AuthRoute = { method: "GET" | "POST"; path: string; kind: AuthRouteKind };

const of = (kind: AuthRouteKind, method: AuthRoute["method"], ...paths: string[]): AuthRoute[] =>
  paths.map((path) => ({ method, path, kind }));

/**
 * The routes of better-auth that are open, below `/api/auth`. All others are nowhere: what an update brings
 * along is not there before somebody says here what it compares.
 */
export const authRouteTable: readonly AuthRoute[] = [
  ...of("session", "GET", "/get-session", "/list-sessions", "/list-accounts"),
  ...of("session", "POST", "/sign-out", "/revoke-session", "/revoke-sessions"),
  ...of("session", "POST", "/revoke-other-sessions", "/sign-in/social"),
  ...of("sign-up", "POST", "/sign-up/email"),
  ...of("mail", "POST", "/request-password-reset"),
  ...of("sign-in", "POST", "/sign-in/email"),
  ...of("second-factor", "POST", "/two-factor/verify-totp", "/two-factor/verify-backup-code"),
  ...of("password", "POST", "/verify-password", "/change-password", "/delete-user"),
  ...of("password", "POST", "/two-factor/enable", "/two-factor/disable"),
  ...of("password", "POST", "/two-factor/generate-backup-codes", "/two-factor/get-totp-uri"),
  ...of("token", "POST", "/reset-password", "/reset-link"),
  ...of("token", "GET", "/reset-password/:token", "/magic-link/verify", "/callback/:id"),
  ...of("token", "GET", "/confirm-sign-up", "/verify-address"),
];
