import { createAuthenticator } from "@pakaura/accounts/authenticate";
import { migrate } from "@pakaura/database/migrate";
import { createMcpService } from "@pakaura/mcp/service";
import { runAlone } from "@pakaura/service/run-alone";
import { z } from "zod";
import { apiConfigSchema } from "./config.ts";
import { createApiService } from "./service.ts";

const settings = z.object({
  ...apiConfigSchema.shape,
  PAKAURA_SECRET: z.string().min(32).describe("at least 32 random characters, the same everywhere"),
});

await runAlone({
  name: "api",
  settings,
  // The API owns the schema: the other services wait for it.
  prepare: migrate,
  operatorSecret: ({ PAKAURA_SECRET }) => PAKAURA_SECRET,
  create: ({ config, ...context }) => {
    const { pool } = context;
    const secret = config.PAKAURA_SECRET;
    const authenticator = createAuthenticator({ pool, secret, publicUrl: config.PUBLIC_URL });
    const api = createApiService({ ...context, authenticator, secret, config });
    // It asks the API on the same listener. Replicas take turns, so that none could keep a session.
    const mcp = createMcpService({ ...context, authenticator, config, hasSessions: false });
    return {
      ...api,
      publicRoutes: async (app) => {
        await api.publicRoutes?.(app);
        await mcp.publicRoutes?.(app);
      },
      stop: () => authenticator.close(),
    };
  },
});
