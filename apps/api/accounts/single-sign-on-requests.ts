import { startPath } from "@pakaura/accounts/single-sign-on-paths";
import { startSingleSignOnSchema } from "@pakaura/contract/accounts";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import { z } from "zod";
import type { ApiConfig } from "../config.ts";

/** Routes on which a password is given, set or asked for. */
const passwordPaths =
  /^\/(sign-in\/email|sign-up\/email|request-password-reset|reset-password(\/.*)?|change-password|set-password)$/;

/** Longer than `PATCH /me` takes it. Whether there is a name at all, better-auth asks. */
const longNameSchema = z.object({ name: z.string().min(101) });

function refuseLongName(body: unknown): void {
  if (!longNameSchema.safeParse(body).success) return;
  const message = "must have at most 100 characters";
  throw new Problem("validation_failed", `name: ${message}`, {
    errors: [{ field: "name", code: "too_big", message }],
  });
}

/**
 * The body of a request to a route of better-auth, as far as this installation takes it. Refuses passwords where
 * `PASSWORD_SIGN_IN` is false (403), single sign-on where there is none (404), and whatever better-auth's route
 * takes beyond what a browser needs, such as an ID token from elsewhere or other scopes (422).
 */
export function readAuthBody(path: string, body: unknown, config: ApiConfig): unknown {
  if (!config.PASSWORD_SIGN_IN && passwordPaths.test(path)) {
    throw new Problem("forbidden", "Passwords are turned off here. Use single sign-on.");
  }
  if (path === "/sign-up/email") refuseLongName(body);
  if (path !== startPath) return body;
  if (config.OIDC_ISSUER_URL === undefined) {
    throw new Problem("not_found", "There is no single sign-on here.");
  }
  const { time_zone, ...rest } = parse(startSingleSignOnSchema, body);
  return { ...rest, additionalData: { time_zone } };
}
