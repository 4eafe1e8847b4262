import type { FastifyInstance, FastifyRequest } from "fastify";
import { type AppOptions, createApp } from "./create-app.ts";
import { isOwnHost } from "./own-host.ts";
import { Problem } from "./problem.ts";

/** Whether a page in a browser asks: it may be anybody's, and no page of ours needs what is here. */
function isFromPage({ headers }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  return headers.origin !== undefined || (site !== undefined && site !== "none");
}

/**
 * The app of the internal listener: for whoever watches and operates, never for people. What is on it is out of
 * reach for web pages, also for those whose name was made to lead here.
 */
export function createInternalApp(options: Pick<AppOptions, "log">): FastifyInstance {
  const app = createApp({ ...options, name: "internal" });
  app.addHook("onRequest", async (request) => {
    const { host } = request.headers;
    // Only HTTP/1.0 goes without one, and no browser does.
    if (host !== undefined && !isOwnHost(host, request.socket))
      throw new Problem("forbidden", "This listener answers to its own address and port alone");
    if (isFromPage(request)) throw new Problem("forbidden", "This listener is not for web pages");
  });
  return app;
}
