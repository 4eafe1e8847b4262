import { ConfigError, readConfig } from "@pakaura/service/config";
import { createLogger } from "@pakaura/service/logging";
import { PortInUse } from "@pakaura/service/port-in-use";
import { handleShutdown } from "@pakaura/service/shutdown";
import { webServerSettings } from "./config.ts";
import { startWebServer } from "./start-web-server.ts";

try {
  const config = readConfig(webServerSettings);
  const log = createLogger("web-server", config.LOG_LEVEL);
  const { open, internal } = await startWebServer(config, log);
  handleShutdown({
    log,
    stop: async () => {
      await open.close();
      await internal.close();
    },
  });
  log.info({ host: config.HOST, port: config.PORT }, "ready");
} catch (error) {
  const isExplained = error instanceof ConfigError || error instanceof PortInUse;
  console.error(isExplained ? error.message : error);
  process.exit(1);
}
