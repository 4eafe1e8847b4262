import { readConfig } from "@pakaura/service/config";
import { explainFailure } from "@pakaura/service/explain-failure";
import { createLogger } from "@pakaura/service/logging";
import { handleShutdown, stopWithinMs } from "@pakaura/service/shutdown";
import { startTracing } from "@pakaura/service/start-tracing";
import { webServerSettings } from "./config.ts";
import { startWebServer } from "./start-web-server.ts";

try {
  const config = readConfig(webServerSettings);
  const log = createLogger("frontend", config.LOG_LEVEL);
  const stopTracing = await startTracing(
    config.OTEL_EXPORTER_OTLP_ENDPOINT,
    config.OTEL_TRACES_SAMPLER_ARG,
  );
  const { open, internal, drain } = await startWebServer(config, log);
  handleShutdown({
    log,
    name: "frontend",
    deadlineMs: stopWithinMs + config.DRAIN_SECONDS * 1_000,
    stop: async () => {
      await drain.begin();
      await open.close();
      await internal.close();
      await stopTracing();
    },
  });
  log.info({ host: config.HOST, port: config.PORT }, "ready");
} catch (error) {
  console.error(explainFailure(error, "frontend could not start"));
  process.exit(1);
}
