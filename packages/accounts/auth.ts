import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUIDv7 } from "node:crypto";
import { deleteUser } from "@pakaura/database/delete-user";
import * as tables from "@pakaura/database/tables";
import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { addressHeader } from "./address-header.ts";
import { createSingleSignOn } from "./answer-single-sign-on.ts";
import { authPlugins } from "./auth-plugins.ts";
import { answerDisabledAccount } from "./disabled-account.ts";
import { routesOf } from "./routes-of.ts";
import type { SendMail } from "./mail.ts";
import { passwordLength } from "./password-policy.ts";
import { profileFields } from "./profile-fields.ts";
import { withoutProviderTokens } from "./provider-tokens.ts";
import { mailResetLinks } from "./mail-reset-links.ts";
import { cookiePrefix } from "./session-cookie.ts";
import type { SingleSignOnSettings } from "./single-sign-on.ts";
import { notify } from "./security-notices.ts";
import { signInPage } from "./single-sign-on-paths.ts";
import { revokeBeforeLinking } from "./unproven-access.ts";

export type Auth = {
  /**
   * Rejects with what failed, such as the database's error, or with `ProviderAway` where somebody wants to sign in
   * with it; refusals are answers.
   */
  handler: (request: Request) => Promise<Response>;
  /** Every route that it has over HTTP, also those that are closed. */
  routes: { method: string; path: string }[];
};

export type AuthSettings = {
  pool: pg.Pool;
  secret: string;
  /** The public address, when it is known; else each request's own. */
  baseUrl?: string | undefined;
  /** Origins that may be named in redirects besides our own. */
  trustedOrigins: string[];
  /** Whether cookies are `Secure`: only behind HTTPS, or browsers would drop them. */
  isSecure: boolean;
  /** Sends the mail with the link to a new password; without it none is sent. */
  sendMail?: SendMail | undefined;
  /** Where people sign in without a password of ours, if anywhere. */
  singleSignOn?: SingleSignOnSettings | undefined;
  /** Whether people may sign up and in with a password; true when it is left out. */
  hasPasswords?: boolean | undefined;
  log: (level: "debug" | "info" | "warn" | "error", message: string) => void;
};

const basePath = "/api/auth";
const day = 24 * 60 * 60;
/** What failed in the request at hand: some routes of better-auth only log it, and answer 500 themselves. */
const failures = new AsyncLocalStorage<{ error?: Error }>();

/**
 * Accounts by better-auth (https://better-auth.com) under `/api/auth`: its routes, our tables.
 * Its own CSRF check and limits are off, because ours cover all routes alike.
 */
export function createAuth(settings: AuthSettings): Auth {
  const { pool, baseUrl, log, sendMail } = settings;
  const hasMail = sendMail !== undefined && baseUrl !== undefined;
  const notices = hasMail
    ? { sendMail, baseUrl, log: (error: unknown) => log("error", String(error)) }
    : null;
  const plugins = authPlugins({ pool, notices, log });
  const database = drizzle(pool);
  const options: BetterAuthOptions = {
    appName: "Pakaura",
    secret: settings.secret,
    basePath,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    trustedOrigins: settings.trustedOrigins,
    database: drizzleAdapter(database, {
      provider: "pg",
      usePlural: true,
      schema: {
        users: tables.users,
        sessions: tables.sessions,
        accounts: tables.accounts,
        verifications: tables.verifications,
        twoFactors: tables.twoFactors,
      },
      transaction: true,
    }),
    emailAndPassword: {
      enabled: settings.hasPasswords ?? true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      // The link was mailed to the address, or handed over by an operator who vouches for it.
      onPasswordReset: async ({ user }) => {
        await pool.query("update users set email_verified = true where id = $1", [user.id]);
        if (notices) notify(notices, { ...user, emailVerified: true }, "The password was changed");
      },
      sendResetPassword: mailResetLinks({ pool, baseUrl, sendMail, log }),
    },
    account: {
      // By verified addresses alone: of the provider by default, and here by `validateUserInfo`.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    user: {
      validateUserInfo: revokeBeforeLinking(pool),
      deleteUser: {
        enabled: true,
        // Events and log have no reference to the user: with ours, all of it goes in one transaction.
        beforeDelete: async ({ email }) => {
          await deleteUser(pool, email);
        },
      },
      additionalFields: profileFields,
    },
    // Whatever wants a fresh session says so itself: better-auth would hide the list of sessions after a day.
    session: { expiresIn: 30 * day, updateAge: day, freshAge: 0 },
    databaseHooks: {
      account: {
        create: { before: withoutProviderTokens },
        update: { before: withoutProviderTokens },
      },
      user: {
        create: {
          // The stream's row is there before the first write, which then only has to lock it.
          after: async (user) => {
            await database
              .insert(tables.streams)
              .values({ userId: user.id, sequence: 0 })
              .onConflictDoNothing();
          },
        },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { throw: true, errorURL: signInPage },
    // It logs every refusal as an error; what really fails is thrown, and logged by whoever catches it.
    logger: {
      log: (_level, message, ...details) => {
        const error = details.find((detail) => detail instanceof Error);
        const failure = failures.getStore();
        if (error !== undefined && failure !== undefined) failure.error = error;
        log("debug", message);
      },
    },
    advanced: {
      cookiePrefix,
      useSecureCookies: settings.isSecure,
      disableCSRFCheck: true,
      database: { generateId: () => randomUUIDv7() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Mail goes out after the answer, so that its time does not tell whether an address is known.
      backgroundTasks: {
        handler: (task) => {
          task.catch((error: unknown) => log("error", String(error)));
        },
      },
    },
  };
  const { singleSignOn } = settings;
  const build = (more: BetterAuthPlugin[]) =>
    betterAuth({ ...options, plugins: [...plugins, ...more] });
  const plain = build([]);
  const single = singleSignOn && createSingleSignOn({ settings: singleSignOn, build, plain, log });
  const answerTo = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.slice(basePath.length);
    return (await single?.(request, path)) ?? plain.handler(request);
  };
  return {
    routes: routesOf(plain.api),
    handler: async (request) => {
      const failure: { error?: Error } = {};
      try {
        const answer = await failures.run(failure, () => answerTo(request));
        if (answer.status >= 500 && failure.error !== undefined) throw failure.error;
        return answer;
      } catch (error) {
        return answerDisabledAccount(error);
      }
    },
  };
}
