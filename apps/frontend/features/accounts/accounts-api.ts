import { request } from "../../lib/api.ts";

/** better-auth's routes (https://www.better-auth.com/docs), as far as the pages use them. */
const post = <Answer>(path: string, body: unknown = {}): Promise<Answer> =>
  request<Answer>(`/api/auth${path}`, { method: "POST", body });

export type Credentials = { email: string; password: string };

/** Answers whether a mail has to be opened before there is an account. */
export async function signUp(
  person: Credentials & { name: string },
): Promise<{ waitsForMail: boolean }> {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = { ...person, time_zone: timeZone };
  const { token } = await post<{ token: string | null }>("/sign-up/email", body);
  return { waitsForMail: token === null };
}

/** Answers whether a second factor is asked for. */
export async function signIn(credentials: Credentials): Promise<{ needsCode: boolean }> {
  const answer = await post<{ twoFactorRedirect?: boolean } | null>("/sign-in/email", credentials);
  return { needsCode: answer?.twoFactorRedirect === true };
}

/** The second factor: six digits of the app, or a backup code. */
export function verifyCode(code: string): Promise<unknown> {
  const isBackupCode = !/^\d{6}$/.test(code);
  return post(isBackupCode ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp", {
    code,
  });
}

/** Begins a sign-in at the provider: the browser has to go to the address that is answered. */
export function startSingleSignOn(next: string): Promise<{ url: string }> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = { provider: "oidc", callbackURL: next, time_zone, disableRedirect: true };
  return post("/sign-in/social", body);
}

/** Answers where the provider of single sign-on ends its own session, if somebody came from there. */
export async function signOut(): Promise<{ url?: string }> {
  return post("/sign-out", { callbackURL: "/sign-in", disableRedirect: true });
}

export function requestPasswordReset(email: string): Promise<unknown> {
  return post("/request-password-reset", {
    email,
    redirectTo: `${window.location.origin}/reset-password`,
  });
}

/** How many access tokens end with the password that this link changes. Refused for a link that has ended. */
export async function readResetLink(token: string): Promise<{ accessTokens: number }> {
  return post<{ accessTokens: number }>("/reset-link", { token });
}

export function resetPassword(newPassword: string, token: string): Promise<unknown> {
  return post("/reset-password", { newPassword, token });
}

export function changePassword(currentPassword: string, newPassword: string): Promise<unknown> {
  return post("/change-password", { currentPassword, newPassword, revokeOtherSessions: true });
}

/** A second factor that is being set up: what the app scans, and the codes for when it is lost. */
export type Enrolment = { totpURI: string; backupCodes: string[] };

/** Makes the secret of a second factor. It is asked for once `verifyCode` has proved it. */
export function beginTwoFactor(password: string): Promise<Enrolment> {
  return post<Enrolment>("/two-factor/enable", { password });
}

/** Makes new backup codes; the old ones no longer open anything. */
export async function renewBackupCodes(password: string): Promise<string[]> {
  const answer = await post<{ backupCodes: string[] }>("/two-factor/generate-backup-codes", {
    password,
  });
  return answer.backupCodes;
}

export function endTwoFactor(password: string): Promise<unknown> {
  return post("/two-factor/disable", { password });
}

export function deleteAccount(password: string): Promise<unknown> {
  return post("/delete-user", { password });
}

/** Whether the person has a password here, and does not only sign in with a provider. */
export async function readHasPassword(): Promise<boolean> {
  const accounts = await request<{ providerId: string }[]>("/api/auth/list-accounts");
  return accounts.some(({ providerId }) => providerId === "credential");
}

export type Session = {
  id: string;
  token: string;
  createdAt: string;
  updatedAt: string;
  userAgent: string | null;
  ipAddress: string | null;
  isCurrent: boolean;
};

/** Every session of the person, this one first. */
export async function listSessions(): Promise<Session[]> {
  const [current, sessions] = await Promise.all([
    request<{ session: { id: string } } | null>("/api/auth/get-session"),
    request<Omit<Session, "isCurrent">[]>("/api/auth/list-sessions"),
  ]);
  return sessions
    .map((session) => ({ ...session, isCurrent: session.id === current?.session.id }))
    .toSorted(
      (left, right) =>
        Number(right.isCurrent) - Number(left.isCurrent) ||
        right.updatedAt.localeCompare(left.updatedAt),
    );
}

export function endSession(token: string): Promise<unknown> {
  return post("/revoke-session", { token });
}

export function endOtherSessions(): Promise<unknown> {
  return post("/revoke-other-sessions");
}
