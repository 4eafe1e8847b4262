import { Problem } from "@pakaura/service/problem";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type pg from "pg";
import { z } from "zod";
import { loadCommonPasswords } from "./common-passwords.ts";
import { onPath } from "./on-path.ts";
import { type PasswordFault, passwordFault, passwordLength } from "./password-policy.ts";
import { findResetLink } from "./reset-link.ts";

const messages: Record<PasswordFault, string> = {
  too_common: "is one of the passwords that are tried first",
  too_personal: "is your own name or address",
};

const text = z.string().catch("");
const signUpSchema = z.object({ name: text, email: text, password: text });
const newPasswordSchema = z.object({ newPassword: text, token: text });

/**
 * Refuses new passwords that are among the commonest, or the person's own name or address, on every route
 * that takes one. What has no session, no link or no password is left to the route to refuse.
 */
export function refuseWeakPasswords(pool: pg.Pool): BetterAuthPlugin {
  const signUp = createAuthMiddleware(async ({ body }) => {
    const { data } = signUpSchema.safeParse(body);
    if (data !== undefined) await refuseWeak("password", data.password, data);
  });
  const change = createAuthMiddleware(async (context) => {
    const { data } = newPasswordSchema.safeParse(context.body);
    const session = await getSessionFromCtx(context);
    if (data !== undefined && session !== null) {
      await refuseWeak("newPassword", data.newPassword, session.user);
    }
  });
  const reset = createAuthMiddleware(async ({ body }) => {
    const { data } = newPasswordSchema.safeParse(body);
    const person = data === undefined ? null : await findResetLink(pool, data.token);
    if (data !== undefined && person !== null) {
      await refuseWeak("newPassword", data.newPassword, person);
    }
  });
  return {
    id: "refuse-weak-passwords",
    hooks: {
      before: [
        onPath("/sign-up/email", signUp),
        onPath("/change-password", change),
        onPath("/reset-password", reset),
      ],
    },
  };
}

async function refuseWeak(
  field: string,
  password: string,
  person: { name: string; email: string },
): Promise<void> {
  const { min, max } = passwordLength;
  if (password.length < min || password.length > max) return;
  const fault = passwordFault(password, person, await loadCommonPasswords());
  if (fault === null) return;
  throw new Problem("validation_failed", `The password ${messages[fault]}: choose another one.`, {
    errors: [{ field, code: fault, message: messages[fault] }],
  });
}
