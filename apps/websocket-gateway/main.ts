import { createAuthenticator } from "@pakaura/accounts/authenticate";
import { runAlone } from "@pakaura/service/run-alone";
import { gatewaySettings } from "./config.ts";
import { createGatewayService } from "./service.ts";

await runAlone({
  name: "websocket-gateway",
  settings: gatewaySettings,
  create: ({ config, ...context }) => {
    const { pool } = context;
    const authenticator = createAuthenticator({ pool, secret: config.PAKAURA_SECRET });
    const gateway = createGatewayService({
      ...context,
      authenticator,
      config: { origins: config.TRUSTED_ORIGINS },
    });
    const stop = async () => {
      await gateway.stop?.();
      await authenticator.close();
    };
    return { ...gateway, stop };
  },
});
