import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import { randomUUIDv7 } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import type { SendAccountMail } from "./account-mail.ts";
import { onPath } from "./on-path.ts";
import { passwordLength } from "./password-policy.ts";
import {
  createVerifiedAccount,
  keepSignUpRequest,
  type SignUpRequest,
  signUpRequestSchema,
  takeSignUpRequest,
} from "./sign-up-request.ts";
import { signInPage } from "./single-sign-on-paths.ts";
import { verifyAddress, verifyAddressPath } from "./verify-address.ts";

type Context = {
  pool: pg.Pool;
  baseUrl: string;
  sendMail: SendAccountMail;
  log: (level: "error", message: string) => void;
};

const confirmPath = "/confirm-sign-up";
const linkSchema = z.object({ token: z.string().max(100) });
const bodySchema = z.object({
  ...signUpRequestSchema.omit({ passwordHash: true }).shape,
  email: z.email().transform((email) => email.toLowerCase()),
  password: z.string(),
});

/**
 * Signing up where mail can be sent. The answer is the same whether somebody has the address or not: what comes
 * next is told by mail. An account is made when the link in the mail is opened, with what was sent along that
 * very request; so nobody holds an address that is not theirs, and what nobody opens is forgotten after a day.
 */
export function signUpByMail(context: Context): BetterAuthPlugin {
  const { pool } = context;
  const signUp = createAuthMiddleware(async (call) => {
    const { password, ...person } = readBody(call.body);
    const passwordHash = await call.context.password.hash(password);
    // After the answer, whose time then tells nothing.
    tellByMail(context, { ...person, passwordHash }).catch((error: unknown) =>
      context.log("error", `a mail about a sign-up did not go: ${String(error)}`),
    );
    return call.json({ token: null, user: shownUser(person) });
  });
  const query = linkSchema;
  return {
    id: "sign-up-by-mail",
    endpoints: {
      confirmSignUp: createAuthEndpoint(confirmPath, { method: "GET", query }, async (call) => {
        const request = await takeSignUpRequest(pool, call.query.token);
        if (request === null) throw call.redirect(`${signInPage}?error=invalid_token`);
        const isMade = await createVerifiedAccount(pool, request);
        throw call.redirect(
          isMade ? `${signInPage}?confirmed` : `${signInPage}?error=address_taken`,
        );
      }),
      verifyAddress: createAuthEndpoint(
        verifyAddressPath,
        { method: "GET", query },
        async (call) => {
          const isVerified = await verifyAddress(pool, call.query.token);
          throw call.redirect(isVerified ? "/settings" : `${signInPage}?error=invalid_token`);
        },
      ),
    },
    hooks: { before: [onPath("/sign-up/email", signUp)] },
  };
}

function readBody(body: unknown): z.infer<typeof bodySchema> {
  const { data, error } = bodySchema.safeParse(body);
  if (data === undefined) {
    const isAddress = error?.issues.some(({ path }) => path[0] === "email");
    const code = isAddress ? "INVALID_EMAIL" : "VALIDATION_ERROR";
    throw new APIError("BAD_REQUEST", { code, message: z.prettifyError(error) });
  }
  const { length } = data.password;
  if (length < passwordLength.min) {
    throw new APIError("BAD_REQUEST", {
      code: "PASSWORD_TOO_SHORT",
      message: "Password too short",
    });
  }
  if (length > passwordLength.max) {
    throw new APIError("BAD_REQUEST", { code: "PASSWORD_TOO_LONG", message: "Password too long" });
  }
  return data;
}

async function tellByMail(context: Context, request: SignUpRequest): Promise<void> {
  const { pool, baseUrl, sendMail } = context;
  const { rowCount } = await pool.query("select from users where email = $1", [request.email]);
  if (rowCount !== 0) {
    const at = (path: string) => new URL(path, baseUrl).href;
    await sendMail({
      to: request.email,
      subject: "You have an account already",
      text: `Somebody, maybe you, wanted to make an account of Pakaura with this address. You have one already.\n\nSign in: ${at("/sign-in")}\nForgot your password? ${at("/forgot-password")}\n\nIf it was not you, nothing needs to be done.\n`,
    });
    return;
  }
  const token = await keepSignUpRequest(pool, request);
  const link = new URL(`/api/auth${confirmPath}?token=${token}`, baseUrl).href;
  await sendMail({
    to: request.email,
    subject: "Confirm your address",
    text: `Make your account of Pakaura within a day by opening this link:\n\n${link}\n\nThen sign in with the password that you chose. If you did not ask for it, nothing needs to be done.\n`,
  });
}

/** As better-auth answers a sign-up that is not signed in yet; the id is nobody's. */
function shownUser({ name, email, ...fields }: Omit<SignUpRequest, "passwordHash">): object {
  const now = new Date();
  return {
    id: randomUUIDv7(),
    name,
    email,
    emailVerified: false,
    image: null,
    createdAt: now,
    updatedAt: now,
    time_zone: "UTC",
    week_start: "monday",
    default_reminder_lead_minutes: 30,
    ...fields,
  };
}
