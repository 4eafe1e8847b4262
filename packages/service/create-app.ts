import { Socket } from "node:net";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import type { Logger } from "pino";
import { answerClientError } from "./client-error.ts";
import { correlationIdOf, traceparentOf } from "./correlation.ts";
import { type Span, traceStep } from "./tracing.ts";
import { createHttpMetrics } from "./http-metrics.ts";
import { requestFacts, traceIdOf } from "./log-facts.ts";
import { isTooDeep } from "./json-depth.ts";
import { createKnownRoutes } from "./known-routes.ts";
import { type Metrics, metrics as processMetrics } from "./metrics.ts";
import { nothingAt, plainPath, refuseOddAddress } from "./request-address.ts";
import { refuseOddHost } from "./request-host.ts";
import { Problem, problemBody, problemContentType } from "./problem.ts";
import { toProblem } from "./to-problem.ts";
import type { TrustProxy } from "./trust-proxy.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** The service that this app is of. */
    serviceName: string;
  }
  interface FastifyRequest {
    /** `X-Correlation-Id`, or of an event delivery the event's. It is in the log lines and on the answer. */
    correlationId: string;
    /** W3C trace context to hand on. */
    traceparent: string;
    /** This request in a trace; null while nobody traces. */
    span: Span | null;
  }
}

export type AppOptions = {
  log: Logger;
  /** The service's name, for metrics. */
  name: string;
  /** Which `X-Forwarded-*` to believe: those of proxies of ours. */
  trustProxy?: TrustProxy;
  metrics?: Metrics;
  /** Each request that may change something has a line at `info`; otherwise only what fails has. */
  logsWrites?: boolean;
  /** A long answer of which nothing more is taken for so long is cut off: it would be kept for ever. */
  stalledMs?: number;
};

const readMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const bodyLimitBytes = 1_048_576;
/** What is shorter fits between the two ends, whether somebody reads it or not. */
const longAnswerBytes = 65_536;
const stalledAnswerMs = 30_000;

/** A browser that has been here by HTTPS comes by nothing else for a year. */
const transportPolicy = "max-age=31536000";

/** For answers of an API. Whoever serves pages sets its own policy on those. */
const securityHeaders = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (problem.code === "internal_error") {
    request.log.error({ error, ...requestFacts(request) }, "request failed");
  } else if (problem.cause !== undefined && problem.code !== "unavailable") {
    request.log.warn({ error, ...requestFacts(request) }, "request refused by a lower layer");
  }
  // Set again here: what fails before the hooks run (a malformed address) has none of them yet.
  if (!reply.hasHeader("x-correlation-id"))
    reply.headers(securityHeaders).header("x-correlation-id", request.id);
  if (problem.headers) reply.headers(problem.headers);
  // Fastify would close the connection of a body that it refuses. What is still sent then meets a reset, which can take the answer
  // along; on a connection that stays it is read and dropped, for as long as a request may take.
  reply.removeHeader("connection");
  void reply.code(problem.status).type(problemContentType).send(problemBody(problem, request.id));
}

const tooDeep = () => new Problem("invalid_json", "The body is nested too deeply");

/**
 * Accepts JSON bodies and no others. `__proto__` keys are refused, and what is nested without end. An empty body is `undefined` and no
 * error, as many clients send the content type with every request: `parse` refuses it where one is needed.
 */
function readJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    ["application/json", "application/cloudevents+json"],
    { parseAs: "string" },
    (request, body, done) => {
      if (body === "") done(null, undefined);
      else if (isTooDeep(body)) done(tooDeep());
      else void parseJson(request, body, done);
    },
  );
}

/**
 * A Fastify app as every service has it: problem responses for everything that goes wrong (never 500
 * for input), correlation id and trace context, request log lines, metrics, security headers.
 */
export function createApp({
  log,
  name,
  trustProxy = false,
  metrics = processMetrics,
  logsWrites = false,
  stalledMs = stalledAnswerMs,
}: AppOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    logController: new Fastify.LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "correlation_id",
    }),
    genReqId: (request) => correlationIdOf(request.headers),
    childLoggerFactory: (logger, bindings, options, { headers }) => {
      // A request that comes without a trace begins one here, so that each of its lines has it.
      headers["traceparent"] = traceparentOf(headers);
      return logger.child({ ...bindings, trace_id: traceIdOf(headers["traceparent"]) }, options);
    },
    trustProxy,
    bodyLimit: bodyLimitBytes,
    // Whole requests must arrive within this; slow senders would otherwise hold sockets for ever.
    requestTimeout: 30_000,
    // A request that arrives while stopping is still answered, properly.
    return503OnClosing: false,
    http: { requireHostHeader: false },
    routerOptions: { maxParamLength: 1_000 },
    clientErrorHandler: answerClientError,
    frameworkErrors: sendError,
  });
  const routes = createKnownRoutes();
  const record = createHttpMetrics(name, metrics);

  readJsonOnly(app);
  app.decorateRequest("correlationId", "");
  app.decorate("serviceName", name);
  app.decorateRequest("traceparent", "");
  app.decorateRequest("span", null);
  app.addHook("onRoute", (route) => routes.add(route));
  app.addHook("onRequest", (request, reply, done) => {
    request.correlationId = request.id;
    const parent = traceparentOf(request.headers);
    request.span = traceStep({ service: name, name: request.method, kind: "server", parent });
    request.traceparent = request.span?.traceparent ?? parent;
    reply.headers(securityHeaders).header("x-correlation-id", request.id);
    // Over plain HTTP it would mean nothing (RFC 6797 section 7.2).
    if (request.protocol === "https") reply.header("strict-transport-security", transportPolicy);
    refuseOddAddress(request);
    refuseOddHost(request);
    done();
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    const isLong = typeof payload !== "string" || payload.length > longAnswerBytes;
    // A call within the process has no socket, and nobody who is slow.
    if (payload && isLong && request.socket instanceof Socket) reply.raw.setTimeout(stalledMs);
    done(null, payload);
  });
  app.addHook("onResponse", (request, reply, done) => {
    record(request, reply);
    request.span?.end({
      name: `${request.method} ${request.routeOptions.url ?? "unknown"}`,
      isError: reply.statusCode >= 500,
    });
    const isWrite = logsWrites && !readMethods.has(request.method);
    const level = isWrite || reply.statusCode >= 500 ? "info" : "debug";
    if (log.isLevelEnabled(level)) {
      const { statusCode: status, elapsedTime: ms } = reply;
      request.log[level]({ ...requestFacts(request), status, ms }, "request");
    }
    done();
  });
  app.setErrorHandler(sendError);
  const refuseUnknown = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const methods = routes.methodsOf(plainPath(request.url) ?? "");
    const allow = methods.join(", ");
    if (methods.length === 0) throw nothingAt(request.url);
    if (request.method === "OPTIONS") return reply.code(204).header("allow", allow).send();
    const detail = `${request.method} is not supported here, only ${allow}`;
    throw new Problem("method_not_allowed", detail, { headers: { allow } });
  };
  // Before anybody looks at the body, which may be of any type where there is nothing.
  app.addHook("preParsing", async (request, reply) =>
    request.is404 ? refuseUnknown(request, reply) : undefined,
  );
  // A route that takes every path, as the web app's, finds out later that there is nothing.
  app.setNotFoundHandler(async (request, reply) => refuseUnknown(request, reply));
  return app;
}
