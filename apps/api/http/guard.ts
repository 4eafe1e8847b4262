import type { Authenticator, Principal } from "@pakaura/accounts/authenticate";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuseForeignOrigin } from "./refuse-foreign-origin.ts";
import { createRequestLimit } from "./request-limit.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who makes the request; null where nobody needs to be. */
    principal: Principal | null;
  }
}

const readMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets nobody into the routes of this scope who is not signed in, may not do it, or asks too often:
 * 401, 403, 429.
 */
export function guard(
  app: FastifyInstance,
  settings: { authenticator: Authenticator; trustedOrigins: string[]; requestsPerMinute: number },
): void {
  const requireRequest = createRequestLimit(settings.requestsPerMinute);
  app.decorateRequest("principal", null);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { cookie, authorization } = request.headers;
    const principal = await settings.authenticator.authenticate({ cookie, authorization });
    if (principal === null) {
      throw new Problem("unauthenticated", "Sign in, or send a valid access token.", {
        headers: { "www-authenticate": "Bearer" },
      });
    }
    if (principal.kind === "session") refuseForeignOrigin(request, settings.trustedOrigins);
    await requireRequest(principal.userId);
    if (principal.scope === "read" && !readMethods.has(request.method)) {
      throw new Problem("forbidden", "This access token may only read.");
    }
    request.principal = principal;
    request.log = request.log.child({ user_id: principal.userId });
  });
}

/** Who makes a request that went through `guard`. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Problem("unauthenticated", "Sign in first.");
  return request.principal;
}
