import type { Auth, AuthSettings } from "@pakaura/accounts/auth";
import type { Authenticator } from "@pakaura/accounts/authenticate";
import { createMailer } from "@pakaura/accounts/mail";
import { ProviderAway } from "@pakaura/accounts/provider-metadata";
import { startPath } from "@pakaura/accounts/single-sign-on-paths";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import type { ApiConfig } from "../config.ts";
import { refuseForeignOrigin } from "../http/refuse-foreign-origin.ts";
import { refuseIfLimited } from "../http/rate-limited.ts";
import { createAttempts } from "./attempts.ts";
import { type AuthRoute, authRouteTable } from "./auth-route-table.ts";
import { createGate } from "./gate.ts";
import { createKnownPlaces } from "./known-places.ts";
import { refuseOddText } from "./refuse-odd-text.ts";
import { readAuthBody } from "./single-sign-on-requests.ts";
import { toWebRequest } from "./web-request.ts";

/** As many as hash passwords at the same time: they hold a connection meanwhile. */
const passwordRequestsAtOnce = 4;

/** They hash nothing, and wait for the provider of single sign-on, which may be slow. */
const waitsForProvider = new Set([startPath, "/sign-out"]);

/** Of what better-auth refuses by itself: it does not say for how long. */
const waitSeconds = 60;

type Context = {
  pool: pg.Pool;
  authenticator: Authenticator;
  secret: string;
  config: ApiConfig;
  log: Logger;
};

/** The accounts of better-auth under `/api/auth`. It is slow to load, so it is with the first request. */
export function authRoutes(app: FastifyInstance, context: Context): void {
  const { config } = context;
  const authFor = lazyAuth(context);
  const places = createKnownPlaces(context);
  const begin = createAttempts({ ...context, places });
  const gate = createGate(passwordRequestsAtOnce);

  async function answerTo(request: FastifyRequest, { kind, path }: AuthRoute): Promise<Response> {
    request.body = readAuthBody(path, request.body, config);
    const sender = { address: request.ip, cookie: request.headers.cookie };
    const end = await begin({ kind, body: request.body, sender });
    const webRequest = toWebRequest(request);
    const isSecure = new URL(config.PUBLIC_URL ?? webRequest.url).protocol === "https:";
    const { handler } = await authFor(isSecure);
    const answer = await handler(webRequest).catch(refuseWithoutProvider);
    await end(hasFailed(answer));
    if (kind === "session") return answer;
    const cookie = await places.remember(sender, answer.headers.getSetCookie(), isSecure);
    if (cookie !== null) answer.headers.append("set-cookie", cookie);
    return answer;
  }

  for (const route of authRouteTable) {
    const { method, path } = route;
    const isFree = method === "GET" || waitsForProvider.has(path);
    app.route({
      method,
      url: `/api/auth${path}`,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        refuseForeignOrigin(request, config.TRUSTED_ORIGINS);
        refuseOddText(request.body);
        const answering = () => answerTo(request, route);
        return sendWeb(reply, request, await (isFree ? answering() : gate(answering)));
      },
    });
  }
}

/** Whether a secret was wrong: a refusal, or for a link the way to a page that says so. */
function hasFailed({ status, headers }: Response): boolean {
  const isRefusal = status === 400 || status === 401 || status === 403;
  return isRefusal || /[?&]error=/.test(headers.get("location") ?? "");
}

function lazyAuth(context: Context): (isSecure: boolean) => Promise<Auth> {
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
  if (answer.status === 429) refuseIfLimited(waitSeconds);
  reply.code(answer.status).header("cache-control", "no-store");
  for (const [name, value] of answer.headers) {
    if (name !== "set-cookie" && name !== "content-length") reply.header(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return reply.send(body);
}
