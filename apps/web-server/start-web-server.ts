import { listenOn } from "@pakaura/service/port-in-use";
import type { Logger } from "pino";
import type { WebServerConfig } from "./config.ts";
import { createWebServer, type WebServer } from "./create-web-server.ts";

/** Creates the web server, and listens: for people on `HOST`, for whoever watches on `INTERNAL_HOST`. */
export async function startWebServer(config: WebServerConfig, log: Logger): Promise<WebServer> {
  const server = await createWebServer(config, log);
  const command = "node apps/web-server/main.ts";
  const inside = { host: config.INTERNAL_HOST, port: config.INTERNAL_PORT, command };
  await listenOn(server.internal, { variable: "INTERNAL_PORT", ...inside });
  await listenOn(server.open, { variable: "PORT", host: config.HOST, port: config.PORT, command });
  return server;
}
