import type { Auth, AuthSettings } from "@pakaura/accounts/auth";
import { createMailer } from "@pakaura/accounts/mail";
import { ProviderAway } from "@pakaura/accounts/provider-metadata";
import { startPath } from "@pakaura/accounts/single-sign-on-paths";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import type { ApiConfig } from "../config.ts";
import { refuseForeignOrigin } from "../http/refuse-foreign-origin.ts";
import { createAttemptLimits } from "./attempt-limits.ts";
import { createGate } from "./gate.ts";
import { refuseOddText } from "./refuse-odd-text.ts";
import { readAuthBody } from "./single-sign-on-requests.ts";
import { toWebRequest } from "./web-request.ts";

/** As many as hash passwords at the same time: they hold a connection meanwhile. */
const passwordRequestsAtOnce = 4;

/** They hash nothing, and wait for the provider of single sign-on, which may be slow. */
const waitsForProvider = new Set([startPath, "/sign-out"]);

/** The accounts of better-auth under `/api/auth`. It is slow to load, so it is with the first request. */
export function authRoutes(
  app: FastifyInstance,
  context: { pool: pg.Pool; secret: string; config: ApiConfig; log: Logger },
): void {
  const { config } = context;
  const authFor = lazyAuth(context);
  const limits = createAttemptLimits(config);
  const gate = createGate(passwordRequestsAtOnce);

  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      refuseForeignOrigin(request, config.TRUSTED_ORIGINS);
      refuseOddText(request.body);
      const path = request.url.split("?", 1)[0]?.slice("/api/auth".length) ?? "";
      const attempt = { path, email: emailOf(request.body), address: request.ip };
      limits.before(attempt);
      request.body = readAuthBody(path, request.body, config);
      const webRequest = toWebRequest(request);
      const isSecure = new URL(config.PUBLIC_URL ?? webRequest.url).protocol === "https:";
      const { handler } = await authFor(isSecure);
      const isFree = request.method === "GET" || waitsForProvider.has(path);
      const answer = await (isFree ? handler(webRequest) : gate(() => handler(webRequest))).catch(
        refuseWithoutProvider,
      );
      limits.after(attempt, answer.status);
      return sendWeb(reply, request, answer);
    },
  });
}

function lazyAuth(context: {
  pool: pg.Pool;
  secret: string;
  config: ApiConfig;
  log: Logger;
}): (isSecure: boolean) => Promise<Auth> {
  const { config, log } = context;
  const settings: Omit<AuthSettings, "isSecure"> = {
    pool: context.pool,
    secret: context.secret,
    baseUrl: config.PUBLIC_URL,
    trustedOrigins: config.TRUSTED_ORIGINS,
    sendMail:
      config.SMTP_URL === undefined
        ? undefined
        : createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM }),
    hasPasswords: config.PASSWORD_SIGN_IN,
    singleSignOn: singleSignOnOf(config),
    log: (level, message) => log[level](message),
  };
  const auths = new Map<boolean, Promise<Auth>>();
  return (isSecure) => {
    const known = auths.get(isSecure);
    if (known !== undefined) return known;
    const loading = import("@pakaura/accounts/auth").then(({ createAuth }) =>
      createAuth({ ...settings, isSecure }),
    );
    auths.set(isSecure, loading);
    return loading;
  };
}

function singleSignOnOf(config: ApiConfig): AuthSettings["singleSignOn"] {
  const { OIDC_ISSUER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  // All or none of them are set.
  if (!OIDC_ISSUER_URL || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return undefined;
  return {
    issuerUrl: OIDC_ISSUER_URL,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    allowsSignUp: config.OIDC_SIGN_UP,
  };
}

function refuseWithoutProvider(error: unknown): never {
  if (!(error instanceof ProviderAway)) throw error;
  throw new Problem("unavailable", "The provider of single sign-on cannot be reached right now.", {
    headers: { "retry-after": "10" },
  });
}

async function sendWeb(
  reply: FastifyReply,
  request: FastifyRequest,
  answer: Response,
): Promise<FastifyReply> {
  const body = await answer.text();
  if (answer.status === 404 && body.length < 10) {
    throw new Problem("not_found", `There is nothing at ${request.url.slice(0, 200)}`);
  }
  reply.code(answer.status).header("cache-control", "no-store");
  for (const [name, value] of answer.headers) {
    if (name !== "set-cookie" && name !== "content-length") reply.header(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return reply.send(body);
}

function emailOf(body: unknown): string {
  if (typeof body !== "object" || body === null || !("email" in body)) return "";
  return typeof body.email === "string" ? body.email.trim().toLowerCase().slice(0, 320) : "";
}
