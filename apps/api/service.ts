import type { Authenticator } from "@pakaura/accounts/authenticate";
import type { Service, ServiceContext } from "@pakaura/service/service";
import type pg from "pg";
import { authRoutes } from "./accounts/auth-routes.ts";
import { signInOptionsRoute } from "./accounts/sign-in-options-route.ts";
import { modelOf } from "./model-config.ts";
import { assistantRoutes } from "./assistant/assistant-routes.ts";
import { createCircuit } from "./assistant/model/circuit.ts";
import { activityRoutes } from "./activity/activity-routes.ts";
import { connectedAppRoutes } from "./apps/connected-app-routes.ts";
import { oauthRoutes } from "./apps/oauth-routes.ts";
import { channelRoutes } from "./channels/channel-routes.ts";
import { type ApiConfig, checkTogether } from "./config.ts";
import { eventRoutes } from "./events/event-routes.ts";
import { exportRoutes } from "./exporting/export-routes.ts";
import { feedRoutes } from "./feed/feed-routes.ts";
import { filterRoutes } from "./filters/filter-routes.ts";
import { guard } from "./http/guard.ts";
import { importRoutes } from "./importing/import-routes.ts";
import { timeZoneJob } from "./me/follow-time-zone.ts";
import { meRoutes } from "./me/me-routes.ts";
import { openApiRoutes } from "./openapi/openapi-routes.ts";
import { prune } from "./prune.ts";
import { reminderRoutes } from "./reminders/reminder-routes.ts";
import { settleRoutes } from "./reminders/settle-routes.ts";
import { seriesRoutes } from "./series/series-routes.ts";
import { snapshotRoutes } from "./snapshot/snapshot-routes.ts";
import { tagRoutes } from "./tags/tag-routes.ts";
import { taskRoutes } from "./tasks/task-routes.ts";
import { Places } from "./threads/places.ts";
import { createThreads } from "./threads/threads.ts";
import { tokenRoutes } from "./tokens/token-routes.ts";
import { createWriter } from "./writes/writer.ts";

export type ApiServiceContext = ServiceContext & {
  pool: pg.Pool;
  authenticator: Authenticator;
  /** For threads, which connect by themselves. */
  databaseUrl: string;
  /** Signs session cookies. */
  secret: string;
  config: ApiConfig;
  /** Tells the readers of the event log in this process that events were committed. */
  wake: () => void;
};

const importThreads = { threads: 2, timeLimitMs: 120_000, memoryLimitMegabytes: 512 };
const exportThreads = { threads: 2, timeLimitMs: 300_000, memoryLimitMegabytes: 256 };
const exportPlaces = { what: "downloads", perUser: 2, inAll: 8 };

const pruneJob = "prune";
/** Daily at 02:00 UTC. */
const pruneSchedule = "0 2 * * *";

/** The HTTP API: accounts, tasks, tags, activity, events. The only writer of tasks. */
export function createApiService(context: ApiServiceContext): Service {
  const { pool, authenticator, config } = context;
  checkTogether(config);
  const { wake, log } = context;
  const { pubsub } = context.platform;
  const routes = { pool, authenticator, wake, pubsub, log, writer: createWriter(context) };
  const data = { databaseUrl: context.databaseUrl, logLevel: log.level, log };
  const imports = createThreads(data, importThreads);
  const exports = createThreads(data, exportThreads);
  const files = { threads: exports, places: new Places(exportPlaces) };
  return {
    name: "api",
    subscriptions: [],
    health: {
      database: async () => (await pool.query("select 1")).rowCount === 1,
    },
    publicRoutes: async (app) => {
      openApiRoutes(app);
      authRoutes(app, context);
      signInOptionsRoute(app, config);
      await oauthRoutes(app, context);
      feedRoutes(app, { pool, authenticator, files });
      app.addHook("onClose", async () => {
        await Promise.all([imports.close(), exports.close()]);
      });
      await app.register(
        async (v1) => {
          guard(v1, {
            authenticator,
            trustedOrigins: config.TRUSTED_ORIGINS,
            requestsPerMinute: config.RATE_LIMIT_REQUESTS_PER_MINUTE,
          });
          taskRoutes(v1, routes);
          tagRoutes(v1, routes);
          reminderRoutes(v1, routes);
          activityRoutes(v1, { ...routes, files });
          eventRoutes(v1, routes);
          snapshotRoutes(v1, routes);
          filterRoutes(v1, routes);
          assistantRoutes(v1, {
            ...routes,
            state: context.platform.state,
            model: modelOf(config),
            circuit: createCircuit(),
          });
          tokenRoutes(v1, routes);
          connectedAppRoutes(v1, routes);
          meRoutes(v1, { ...routes, jobs: context.platform.jobs });
          channelRoutes(v1, { ...routes, config, invocation: context.platform.invocation });
          exportRoutes(v1, { files });
          await importRoutes(v1, { ...routes, jobs: context.platform.jobs, threads: imports });
        },
        { prefix: "/api/v1" },
      );
    },
    internalRoutes: (app) => {
      seriesRoutes(app, routes);
      settleRoutes(app, routes);
      timeZoneJob(app, { ...routes, invocation: context.platform.invocation });
      app.post(`/job/${pruneJob}`, async (_request, reply) => {
        await prune(pool);
        return reply.code(204).send();
      });
    },
    start: () => context.platform.jobs.schedule(pruneJob, { schedule: pruneSchedule, data: {} }),
  };
}
