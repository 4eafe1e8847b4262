import { messageOf, ProblemError } from "../../lib/api.ts";

/** better-auth's codes, in words that say what to do. */
const words: Record<string, string> = {
  user_already_exists: "There is an account with this e-mail already. Sign in instead.",
  user_already_exists_use_another_email:
    "There is an account with this e-mail already. Sign in instead.",
  invalid_email_or_password: "E-mail or password is not right.",
  invalid_email: "This is not an e-mail address.",
  password_too_short: "The password needs at least 8 characters.",
  password_too_long: "The password may have at most 128 characters.",
  invalid_password: "The current password is not right.",
  invalid_token: "This link has been used or is too old. Ask for a new one.",
  invalid_code: "This code is not right.",
  invalid_backup_code: "This code is not right.",
  reset_password_disabled:
    "This server sends no e-mail. Whoever runs it can make a link for a new password.",
};

/** What went wrong with an account, for people. */
export function accountMessage(error: unknown): string {
  if (!(error instanceof ProblemError)) return messageOf(error);
  if (error.status === 429) {
    const seconds = Math.ceil((error.retryAfterMs ?? 60_000) / 1_000);
    return `Too many tries. Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again.`;
  }
  return words[error.code] ?? error.errors[0]?.message ?? error.message;
}
