import { join, resolve } from "node:path";
import { drainSetting } from "@pakaura/service/drain";
import {
  collectorSetting,
  hostSetting,
  logLevelSetting,
  portSetting,
  sampledSetting,
  trustProxySetting,
} from "@pakaura/service/settings";
import { z } from "zod";

const upstreams = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((url) => url.trim()))
  .transform((urls) => urls.filter((url) => url !== "").map((url) => url.replace(/\/$/, "")))
  .pipe(z.array(z.url({ protocol: /^https?$/ })))
  .describe("addresses of its replicas, such as http://api:3000, separated by commas");

/** The settings of the web server, all of them environment variables. */
export const webServerSettings = z.object({
  HOST: hostSetting,
  PORT: portSetting(3000),
  /** Of health and metrics; another than loopback only where whoever watches comes by the network. */
  INTERNAL_HOST: hostSetting,
  INTERNAL_PORT: portSetting(3001),
  /** Without these two somebody else, such as an ingress, sends those requests to their services. */
  API_URL: upstreams,
  GATEWAY_URL: upstreams,
  WEB_APP_FOLDER: z
    .string()
    .default(join(import.meta.dirname, "../frontend/dist"))
    .transform((path) => resolve(path))
    .describe("the folder of the built web app"),
  TRUST_PROXY: trustProxySetting,
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorSetting,
  OTEL_TRACES_SAMPLER_ARG: sampledSetting,
  LOG_LEVEL: logLevelSetting("info"),
  DRAIN_SECONDS: drainSetting,
});
export type WebServerConfig = z.infer<typeof webServerSettings>;
