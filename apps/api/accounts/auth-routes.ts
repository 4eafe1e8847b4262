import { setTimeout } from "node:timers/promises";
import type { Authenticator } from "@pakaura/accounts/authenticate";
import { createHiddenChallenges } from "@pakaura/accounts/hidden-challenges";
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
import { lazyAuth } from "./lazy-auth.ts";
import { refuseOddText } from "./refuse-odd-text.ts";
import { logSecurityEvent, outcomeOf } from "./security-log.ts";
import { readAuthBody } from "./single-sign-on-requests.ts";
import { toWebRequest } from "./web-request.ts";

/** As many as hash passwords at the same time: they hold a connection meanwhile. */
const passwordRequestsAtOnce = 4;

/** They hash nothing, and wait for the provider of single sign-on, which may be slow. */
const waitsForProvider = new Set([startPath, "/sign-out"]);

/** Of what better-auth refuses by itself: it does not say for how long. */
const waitSeconds = 60;

/** Longer than any password takes: what may not tell whether it was right is answered then, whatever it was. */
const hiddenAnswerMs = 1_500;

type Context = {
  pool: pg.Pool;
  authenticator: Authenticator;
  secret: string;
  config: ApiConfig;
  log: Logger;
};

/** An answer, and when it may go out (milliseconds since the start of the process; 0 for at once). */
type Answered = { answer: Response; notBefore: number; userId: string | null };

/** The accounts of better-auth under `/api/auth`, as far as `authRouteTable` opens them. */
export function authRoutes(app: FastifyInstance, context: Context): void {
  const { config } = context;
  const authFor = lazyAuth(context);
  const places = createKnownPlaces(context);
  const challenges = createHiddenChallenges(context);
  const begin = createAttempts({ ...context, places, challenges });
  const gate = createGate(passwordRequestsAtOnce);

  async function answerTo(request: FastifyRequest, { kind, path }: AuthRoute): Promise<Answered> {
    const hiddenUntil = performance.now() + hiddenAnswerMs;
    request.body = readAuthBody(path, request.body, config);
    const sender = { address: request.ip, cookie: request.headers.cookie };
    const { userId, end, hides, isVain } = await begin({ kind, body: request.body, sender });
    if (isVain) request.body = withoutCode(request.body);
    const webRequest = toWebRequest(request);
    const isSecure = new URL(config.PUBLIC_URL ?? webRequest.url).protocol === "https:";
    const { handler } = await authFor(isSecure);
    const answer = await handler(webRequest).catch(refuseWithoutProvider);
    if (hides !== null) {
      const hidden = await challenges.hide({ userId: hides, answer, isSecure });
      return { answer: hidden, notBefore: hiddenUntil, userId };
    }
    await end(hasFailed(answer));
    if (kind !== "session") {
      const cookie = await places.remember(sender, answer.headers.getSetCookie(), isSecure);
      if (cookie !== null) answer.headers.append("set-cookie", cookie);
    }
    return { answer, notBefore: 0, userId };
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
        const answering = () => logged(request, route, () => answerTo(request, route));
        const { answer, notBefore } = await (isFree ? answering() : gate(answering));
        const waitMs = notBefore - performance.now();
        if (waitMs > 0) await setTimeout(waitMs);
        return sendWeb(reply, request, answer);
      },
    });
  }
}

/** Has how it ended written down, also when it was refused before anything was compared. */
async function logged(
  request: FastifyRequest,
  route: AuthRoute,
  work: () => Promise<Answered>,
): Promise<Answered> {
  try {
    const answered = await work();
    const { answer, userId } = answered;
    const limited = answer.status === 429 ? "limited" : "succeeded";
    const outcome = hasFailed(answer) ? "refused" : limited;
    logSecurityEvent(request, route, { outcome, userId });
    return answered;
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome !== null) logSecurityEvent(request, route, { outcome, userId: null });
    throw error;
  }
}

/** The body with a code that is never right, which better-auth counts as any other. */
function withoutCode(body: unknown): unknown {
  return typeof body === "object" && body !== null && "code" in body ? { ...body, code: "" } : body;
}

/** Whether a secret was wrong: a refusal, or for a link the way to a page that says so. */
function hasFailed({ status, headers }: Response): boolean {
  const isRefusal = status === 400 || status === 401 || status === 403;
  return isRefusal || /[?&]error=/.test(headers.get("location") ?? "");
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
