import { join, resolve } from "node:path";
import { logLevels } from "@pakaura/service/logging";
import { z } from "zod";

const port = (fallback: number) =>
  z.coerce
    .number()
    .pipe(z.int().min(0).max(65_535))
    .default(fallback)
    .describe("a port number from 0 to 65535, 0 for any free one");

const upstreams = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((url) => url.trim()))
  .transform((urls) => urls.filter((url) => url !== "").map((url) => url.replace(/\/+$/, "")))
  .pipe(z.array(z.url({ protocol: /^https?$/ })))
  .describe("addresses of its replicas, such as http://api:3000, separated by commas");

/** The settings of the web server, all of them environment variables. */
export const webServerSettings = z.object({
  HOST: z.string().max(253).default("127.0.0.1").describe("a host name or an IP address"),
  PORT: port(3000),
  INTERNAL_PORT: port(3001),
  /** Without these two somebody else, such as an ingress, sends those requests to their services. */
  API_URL: upstreams,
  GATEWAY_URL: upstreams,
  WEB_APP_FOLDER: z
    .string()
    .default(join(import.meta.dirname, "../frontend/dist"))
    .transform((path) => resolve(path))
    .describe("the folder of the built web app"),
  TRUST_PROXY: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("true behind a reverse proxy that sets X-Forwarded-For and -Proto, or false"),
  LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`one of ${logLevels.join(", ")}`),
});
export type WebServerConfig = z.infer<typeof webServerSettings>;
