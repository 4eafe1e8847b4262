/** The condition that the database puts on new sessions and tokens. */
const constraint = "user_is_enabled";

/** Whether the database refused a session or a token because the account of its user is disabled. */
export function isOfDisabledAccount(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("constraint" in error && error.constraint === constraint) return true;
  return isOfDisabledAccount(error.cause);
}

/** Answers 403 for somebody who signs in to a disabled account, and throws every other error again. */
export function answerDisabledAccount(error: unknown): Response {
  if (!isOfDisabledAccount(error)) throw error;
  const refusal = { code: "ACCOUNT_DISABLED", message: "This account is disabled" };
  return Response.json(refusal, { status: 403 });
}
