import { createApp } from "@pakaura/service/create-app";
import { createDrain, type Drain } from "@pakaura/service/drain";
import { healthRoutes } from "@pakaura/service/health";
import { createInternalApp } from "@pakaura/service/internal-app";
import { metricsRoute } from "@pakaura/service/metrics";
import type { HealthCheck } from "@pakaura/service/service";
import { webAppRoutes } from "@pakaura/web-app/web-app-routes";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { WebServerConfig } from "./config.ts";
import { passOn } from "./pass-on.ts";
import { passSockets } from "./pass-sockets.ts";
import { createUpstreams } from "./upstreams.ts";

/** What is the API's; infra/helm/pakaura/templates/_helpers.tpl has the same for an ingress. Apps look for their way in at the root. */
const apiPrefixes = [
  "/api",
  "/mcp",
  "/.well-known/oauth-authorization-server",
  "/.well-known/oauth-protected-resource",
];

export type WebServer = { open: FastifyInstance; internal: FastifyInstance; drain: Drain };

/**
 * Serves the web app, and passes what is for the services on to their replicas where it is told of any.
 * `open` is for people; `internal` has this process's own health and metrics.
 */
export async function createWebServer(config: WebServerConfig, log: Logger): Promise<WebServer> {
  const { TRUST_PROXY: trustProxy } = config;
  const open = createApp({ log, name: "frontend", trustProxy, logsWrites: true });
  const drain = createDrain(config.DRAIN_SECONDS);
  drain.watch(open);
  const api = createUpstreams(config.API_URL);
  const gateway = createUpstreams(config.GATEWAY_URL);
  const checks: Record<string, HealthCheck> = {};
  if (config.GATEWAY_URL.length > 0) {
    checks["gateway"] = gateway.isReady;
    passSockets(open, { upstreams: gateway, trustProxy: config.TRUST_PROXY });
    const prefixes = ["/ws", "/ws/*", "/api/v1/events/stream"];
    await passOn(open, { prefixes, upstreams: gateway, name: "gateway", drain });
  }
  if (config.API_URL.length > 0) {
    checks["api"] = api.isReady;
    const prefixes = apiPrefixes.flatMap((prefix) => [prefix, `${prefix}/*`]);
    await passOn(open, { prefixes, upstreams: api, name: "API", drain });
  }
  healthRoutes(open, checks, { timeoutMs: 4_000 });
  await webAppRoutes(open, config.WEB_APP_FOLDER);
  open.addHook("onClose", async () => {
    api.stop();
    gateway.stop();
  });

  const internal = createInternalApp({ log });
  // It serves the web app and says who is away, whatever becomes of those behind it.
  healthRoutes(internal, {}, drain);
  metricsRoute(internal);
  return { open, internal, drain };
}
