import {
  exportFormat,
  exportSchema,
  importLimits,
  importQuerySchema,
} from "@pakaura/contract/transfer";
import { updateMeSchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { readSettings } from "../me/read-settings.ts";
import { updateMe } from "../me/update-me.ts";
import { originOf } from "../writes/origin.ts";
import { uploadedFile } from "./uploaded-file.ts";

/** `POST /import`: takes files of any type, up to 20 MB, and tells what they are by looking. */
export async function importRoutes(app: FastifyInstance, context: ApiContext): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: "buffer", bodyLimit: importLimits.bytes } as const;
    scope.addContentTypeParser("*", options, (_request, body, done) => done(null, body));
    scope.post("/import", { bodyLimit: importLimits.bytes }, async (request) => {
      const { dry_run: isDryRun, format } = parse(importQuerySchema, request.query, "query");
      const principal = principalOf(request);
      const { userId } = principal;
      const bytes = await uploadedFile(request.body, request.headers["content-type"]);
      const known = await readSettings(context.pool, userId);
      if (known === null) throw new Problem("unauthenticated", "This account no longer exists.");
      const now = Date.now();
      // The readers of other products' files are loaded for whoever brings one.
      const [{ readFile }, { importTasks }] = await Promise.all([
        import("./read-file.ts"),
        import("./import-tasks.ts"),
      ]);
      const file = await readFile(bytes, format, { timeZone: known.timeZone, now });
      const settings = file.format === exportFormat ? settingsOf(file.value) : null;
      if (settings !== null && !isDryRun) {
        await updateMe(context.pool, userId, settings);
        context.authenticator.forget();
      }
      const decision = { ...known, timeZone: settings?.time_zone ?? known.timeZone, now };
      const { actorDetail, ...origin } = originOf(request, principal);
      return importTasks(context, file, {
        isDryRun,
        decision,
        origin: { ...origin, actorDetail: actorDetail ?? "import" },
      });
    });
  });
}

/** The settings of an export, which come back with its tasks. */
function settingsOf(value: unknown) {
  const { settings } = parse(exportSchema.pick({ settings: true }), value, "file");
  return parse(updateMeSchema, settings, "file.settings");
}
