import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUIDv7 } from "node:crypto";
import { updateMeSchema } from "@pakaura/contract/http";
import { deleteUser } from "@pakaura/database/delete-user";
import * as tables from "@pakaura/database/tables";
import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { getSessionFromCtx } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import { twoFactor } from "better-auth/plugins/two-factor";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { limitAccountMail } from "./account-mail.ts";
import { addressHeader } from "./address-header.ts";
import { createSingleSignOn } from "./answer-single-sign-on.ts";
import { answerDisabledAccount } from "./disabled-account.ts";
import { confirmChanges } from "./confirm-changes.ts";
import { endEarlierSession } from "./end-earlier-session.ts";
import { routesOf } from "./routes-of.ts";
import type { SendMail } from "./mail.ts";
import { passwordLength } from "./password-policy.ts";
import { refuseWeakPasswords } from "./refuse-weak-passwords.ts";
import { withoutProviderTokens } from "./provider-tokens.ts";
import { resetUrl } from "./reset-link.ts";
import { alsoAfterSingleSignOn } from "./second-factor-after-single-sign-on.ts";
import { cookiePrefix } from "./session-cookie.ts";
import type { SingleSignOnSettings } from "./single-sign-on.ts";
import { notify, securityNotices } from "./security-notices.ts";
import { signInPage } from "./single-sign-on-paths.ts";
import { signUpByMail } from "./sign-up-by-mail.ts";
import { singleUseCodes } from "./single-use-codes.ts";
import { singleUseLinks } from "./single-use-links.ts";
import { revokeUnprovenAccess } from "./unproven-access.ts";

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
  const notices = hasMail && {
    sendMail,
    baseUrl,
    log: (error: unknown) => log("error", String(error)),
  };
  const sendReset = hasMail ? limitAccountMail(pool, sendMail, "reset") : null;
  const database = drizzle(settings.pool);
  const plugins: BetterAuthPlugin[] = [
    refuseWeakPasswords(settings.pool),
    // After the weak ones are refused.
    ...(hasMail
      ? [
          signUpByMail({
            pool,
            baseUrl,
            log,
            sendMail: limitAccountMail(pool, sendMail, "sign-up"),
          }),
        ]
      : []),
    singleUseLinks(settings.pool),
    singleUseCodes(settings.pool),
    confirmChanges(settings.pool),
    ...(notices ? [securityNotices(notices)] : []),
    ...alsoAfterSingleSignOn(
      twoFactor({
        issuer: "Pakaura",
        // Who signs in with a provider alone has no password to give.
        allowPasswordless: true,
        // Its own lock would shut out whoever has the second factor; ours tells them from strangers.
        accountLockout: { enabled: false },
      }),
    ),
    // Only operators make these links: nobody asks for one over HTTP.
    magicLink({ disableSignUp: true, sendMagicLink: () => undefined }),
    // After the second factor, which takes the session of the password back.
    endEarlierSession(),
  ];
  const options: BetterAuthOptions = {
    appName: "Pakaura",
    secret: settings.secret,
    basePath,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
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
      sendResetPassword: async ({ user, token }) => {
        if (sendReset === null || !hasMail) {
          settings.log("warn", "a password reset was asked for, but no e-mail is configured");
          return;
        }
        await sendReset({
          to: user.email,
          subject: "Choose a new password",
          text: `Choose a new password for Pakaura within the hour:\n\n${resetUrl(baseUrl, token)}\n\nIf you did not ask for it, nothing needs to be done.\n`,
        });
      },
    },
    account: {
      // By verified addresses alone: of the provider by default, and here by `validateUserInfo`.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    user: {
      validateUserInfo: async ({ user, source }, context) => {
        if (source.action !== "link-account" || user.id === undefined || !context) return;
        const known = await context.context.internalAdapter.findUserById(user.id);
        const session = await getSessionFromCtx(context);
        // Whoever is signed in has shown to be the one who made the account.
        if (known?.emailVerified || session?.user.id === user.id) return;
        await revokeUnprovenAccess(settings.pool, user.id);
      },
      deleteUser: {
        enabled: true,
        // Events and log have no reference to the user: with ours, all of it goes in one transaction.
        beforeDelete: async ({ email }) => {
          await deleteUser(settings.pool, email);
        },
      },
      additionalFields: {
        time_zone: {
          type: "string",
          fieldName: "timeZone",
          required: false,
          defaultValue: "UTC",
          validator: { input: updateMeSchema.shape.time_zone },
        },
        week_start: {
          type: "string",
          fieldName: "weekStart",
          required: false,
          defaultValue: "monday",
          validator: { input: updateMeSchema.shape.week_start },
        },
        default_reminder_lead_minutes: {
          type: "number",
          fieldName: "defaultReminderLeadMinutes",
          required: false,
          defaultValue: 30,
          validator: { input: updateMeSchema.shape.default_reminder_lead_minutes },
        },
      },
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
        settings.log("debug", message);
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
          task.catch((error: unknown) => settings.log("error", String(error)));
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
