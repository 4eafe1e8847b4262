import { ProblemError } from "../../lib/api.ts";
import { m } from "../../messages/all-messages.ts";
import { accountMessage } from "./account-message.ts";

const faults = new Set(["too_common", "too_personal", "password_too_short", "password_too_long"]);

/** What is wrong with the password that was chosen, told at its field; undefined for any other refusal. */
export function passwordFault(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  const code = [error.code, ...error.errors.map((one) => one.code)].find((one) => faults.has(one));
  return code === undefined ? undefined : m.accounts.refusals[code];
}

/** What went wrong otherwise, told above the button. */
export function otherFault(error: unknown): string | undefined {
  return error && passwordFault(error) === undefined ? accountMessage(error) : undefined;
}
