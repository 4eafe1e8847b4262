import { ConfigError, readConfig } from "@pakaura/service/config";
import { createLogger } from "@pakaura/service/logging";
import { handleShutdown } from "@pakaura/service/shutdown";
import { webServerSettings } from "./config.ts";
import { createWebServer } from "./create-web-server.ts";

try {
  const config = readConfig(webServerSettings);
  const log = createLogger("web-server", config.LOG_LEVEL);
  const { open, internal } = await createWebServer(config, log);
  handleShutdown({
    log,
    stop: async () => {
      await open.close();
      await internal.close();
    },
  });
  await internal.listen({ host: config.HOST, port: config.INTERNAL_PORT });
  await open.listen({ host: config.HOST, port: config.PORT });
  log.info({ host: config.HOST, port: config.PORT }, "ready");
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
