import { messageOf, ProblemError } from "../../lib/api.ts";
import { m } from "../../messages/all-messages.ts";

/** What went wrong on the way back to the sign-in page: by a code, and never by text of the address bar. */
export function arrivalMessage(code: string | null): string | undefined {
  if (code === null) return undefined;
  const { arrivals, refusals, arrivalFailed, providerAway } = m.accounts;
  if (code === "provider_away") return providerAway;
  const known = code.toLowerCase();
  return arrivals[known] ?? refusals[known] ?? arrivalFailed;
}

/** What went wrong with an account, for people. */
export function accountMessage(error: unknown): string {
  if (!(error instanceof ProblemError)) return messageOf(error);
  if (error.status === 429) {
    const seconds = Math.ceil((error.retryAfterMs ?? 60_000) / 1_000);
    return m.accounts.tooManyTries(seconds);
  }
  return m.accounts.refusals[error.code] ?? error.errors[0]?.message ?? messageOf(error);
}
