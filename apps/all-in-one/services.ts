import { createAuthenticator } from "@pakaura/accounts/authenticate";
import { createApiService } from "@pakaura/api/service";
import { createAuditService } from "@pakaura/audit/service";
import { createMcpService } from "@pakaura/mcp/service";
import { createNotificationService } from "@pakaura/notification/service";
import {
  createEmbeddedPlatform,
  type EmbeddedPlatform,
} from "@pakaura/platform/embedded/create-platform";
import { createRecurringService } from "@pakaura/recurring/service";
import { countingObserver } from "@pakaura/service/event-metrics";
import type { Service } from "@pakaura/service/service";
import { originsOf } from "@pakaura/service/settings";
import { createGatewayService } from "@pakaura/websocket-gateway/service";
import type pg from "pg";
import type { Logger } from "pino";
import type { Settings } from "./config.ts";
import type { StoredSecrets } from "./secrets.ts";

type ServicesOptions = {
  settings: Settings;
  /** The log of a service. */
  logOf: (service: string) => Logger;
  pool: pg.Pool;
  databaseUrl: string;
  secrets: StoredSecrets;
};

/** Every service of Pakaura on the embedded building blocks. A new service is one more entry here. */
export function createServices(options: ServicesOptions): {
  services: Service[];
  platform: EmbeddedPlatform;
  close: () => Promise<void>;
} {
  const { settings, pool } = options;
  const secret = options.secrets.session;
  const platform = createEmbeddedPlatform({
    pool,
    url: options.databaseUrl,
    log: options.logOf("platform"),
    secrets: { session: secret },
    observer: countingObserver,
  });
  const authenticator = createAuthenticator({ pool, secret, publicUrl: settings.PUBLIC_URL });
  const contextOf = (name: string) => ({
    platform: platform.forService(name),
    log: options.logOf(name),
    pool,
  });

  const createAll = (): Service[] => [
    createApiService({
      ...contextOf("api"),
      databaseUrl: options.databaseUrl,
      authenticator,
      secret,
      config: settings,
      wake: () => platform.wake(),
    }),
    createAuditService(contextOf("audit-service")),
    createNotificationService({ ...contextOf("notification-service"), config: settings }),
    createRecurringService(contextOf("recurring-service")),
    createGatewayService({
      ...contextOf("websocket-gateway"),
      authenticator,
      config: { origins: originsOf(settings) },
    }),
    createMcpService({
      ...contextOf("mcp"),
      authenticator,
      config: settings,
      hasSessions: true,
    }),
  ];
  try {
    const services = createAll();
    const close = async (): Promise<void> => {
      for (const service of services) await service.stop?.();
      await authenticator.close();
    };
    return { services, platform, close };
  } catch (error) {
    // It keeps a connection, which the end of the pool would wait for.
    void authenticator.close();
    throw error;
  }
}
