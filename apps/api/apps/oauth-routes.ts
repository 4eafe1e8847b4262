import { oauthAddress } from "@pakaura/accounts/oauth/oauth-address";
import type { OauthSettings } from "@pakaura/accounts/oauth/create-oauth";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import { toWebRequest } from "../accounts/web-request.ts";
import type { ApiConfig } from "../config.ts";
import { refuseForeignOrigin } from "../http/refuse-foreign-origin.ts";

type Context = {
  pool: pg.Pool;
  secret: string;
  config: ApiConfig;
  log: Logger;
};

const authorizePath = "/oauth2/authorize";
const form = "application/x-www-form-urlencoded";

/** The routes of the authorization server that are open, below `/api/auth`. All others are nowhere. */
const open = [
  // Of the browser, with the session.
  { method: "GET", path: authorizePath },
  { method: "GET", path: "/oauth2/public-client" },
  { method: "POST", path: "/oauth2/consent" },
  // Of the app.
  { method: "POST", path: "/oauth2/token" },
  { method: "POST", path: "/oauth2/revoke" },
  { method: "GET", path: "/jwks" },
] as const;
const registration = { method: "POST", path: "/oauth2/register" } as const;

const serverMetadata = "/.well-known/oauth-authorization-server";
const resourceMetadata = "/.well-known/oauth-protected-resource";
/** Where clients look, by RFC 8414 and RFC 9728: at the root, and with the path of what it is about. */
const metadataPaths = {
  [serverMetadata]: `${serverMetadata}/api/auth`,
  [`${serverMetadata}/api/auth`]: `${serverMetadata}/api/auth`,
  [resourceMetadata]: `${resourceMetadata}/mcp`,
  [`${resourceMetadata}/mcp`]: `${resourceMetadata}/mcp`,
};

/**
 * An app's form stays the text that it is. Who comes by GET is a browser that is sent on, whatever it says of itself: better-auth
 * would else answer a redirection in JSON.
 */
function toRequest(request: FastifyRequest): Request {
  const { body } = request;
  if (typeof body !== "string") {
    const plain = toWebRequest(request);
    if (request.method === "GET" && request.url.includes(authorizePath)) {
      plain.headers.delete("sec-fetch-mode");
      plain.headers.set("accept", "text/html");
    }
    return plain;
  }
  request.body = undefined;
  const { url, method, headers } = toWebRequest(request);
  headers.set("content-type", form);
  return new Request(url, { method, headers, body });
}

/**
 * The way by which apps get access to somebody's tasks (OAuth 2.1), where there is a public address; without one
 * nothing of it is there.
 */
export async function oauthRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const { config, pool, secret, log } = context;
  const address = oauthAddress(config.PUBLIC_URL);
  if (address === null) return;
  const settings: OauthSettings = {
    pool,
    secret,
    address,
    allowsRegistration: config.MCP_CLIENT_REGISTRATION,
    isSecure: address.baseUrl.startsWith("https:"),
    log: (level, message) => log[level](message),
  };
  // Slow to load, and needed by few: it is with the first request.
  let loading: Promise<(request: Request) => Promise<Response>> | undefined;
  const handle = async (request: Request): Promise<Response> => {
    loading ??= import("@pakaura/accounts/oauth/create-oauth").then(({ createOauth }) =>
      createOauth(settings),
    );
    return (await loading)(request);
  };

  async function answer(reply: FastifyReply, request: Request): Promise<FastifyReply> {
    const response = await handle(request);
    if (response.status >= 500) throw new Error(`The authorization server: ${response.status}`);
    if (response.status === 429) {
      throw new Problem("rate_limited", "Too many requests.", { headers: { "retry-after": "60" } });
    }
    return reply.send(response);
  }

  for (const [path, canonical] of Object.entries(metadataPaths)) {
    app.get(path, { exposeHeadRoute: false }, (_request, reply) =>
      answer(reply, new Request(`${address.baseUrl}${canonical}`)),
    );
  }
  await app.register(async (scope) => {
    scope.addContentTypeParser(form, { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    for (const { method, path } of [
      ...open,
      ...(config.MCP_CLIENT_REGISTRATION ? [registration] : []),
    ]) {
      scope.route({
        method,
        url: `/api/auth${path}`,
        exposeHeadRoute: false,
        handler: async (request, reply) => {
          refuseForeignOrigin(request, config.TRUSTED_ORIGINS);
          reply.header("cache-control", "no-store");
          return answer(reply, toRequest(request));
        },
      });
    }
  });
}
