import { answersHttp } from "./parts/answers.ts";
import { freePort } from "./parts/free-port.ts";
import { type Part, startPart } from "./parts/part.ts";
import { type Place, placeOf } from "./parts/place.ts";
import { commonEnvironment, nodeCommand, type Replica } from "./replica.ts";

export type WebServerOptions = Place & {
  host: string;
  port: number;
  webAppFolder: string;
  logLevel: string;
  replicas: Replica[];
};

function urlsOf(replicas: Replica[], service: string): string {
  return replicas
    .filter((replica) => replica.service === service)
    .map(({ url }) => url)
    .join(",");
}

/** The process that people's browsers talk to, and where whoever watches reaches it. */
export type WebServer = Part & { port: number; internalPort: number };

/** Starts it; resolves when everything behind it is ready. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const port = options.port === 0 ? await freePort() : options.port;
  const internalPort = await freePort();
  const host = options.host === "0.0.0.0" || options.host === "::" ? "127.0.0.1" : options.host;
  const part = await startPart({
    name: "frontend",
    ...nodeCommand("web-server"),
    environment: {
      ...commonEnvironment(),
      HOST: options.host,
      PORT: String(port),
      INTERNAL_PORT: String(internalPort),
      API_URL: urlsOf(options.replicas, "api"),
      GATEWAY_URL: urlsOf(options.replicas, "websocket-gateway"),
      WEB_APP_FOLDER: options.webAppFolder,
      // Of proxies in front of the stack: only the web server hears what they say.
      TRUST_PROXY: process.env["TRUST_PROXY"] ?? "",
      LOG_LEVEL: options.logLevel,
    },
    ...placeOf(options, "frontend"),
    isReady: () => answersHttp(`http://${host}:${port}/health/ready`),
    stopMs: 4_000,
  });
  return { ...part, port, internalPort };
}
