/** What runs in a thread of its own: imports and exports, whose work would hold up everybody's requests. */
import { workerData } from "node:worker_threads";
import { createPool } from "@pakaura/database/connection";
import { createLogger } from "@pakaura/service/logging";
import { metrics } from "@pakaura/service/metrics";
import { toProblem } from "@pakaura/service/to-problem";
import { createWriter } from "../writes/writer.ts";
import { sendChunks } from "./chunks.ts";
import { callMain } from "./main-calls.ts";
import {
  type ExportWork,
  type Outcome,
  threadDataSchema,
  type ThreadFunctions,
} from "./thread-work.ts";

const { databaseUrl, logLevel } = threadDataSchema.parse(workerData);
const log = createLogger("api", logLevel);
const pool = createPool({ url: databaseUrl, max: 2, log });

/** Brings the tasks of a file into an account, as `POST /import` says. */
export const importFile: ThreadFunctions["importFile"] = ({ work, port }) =>
  outcomeOf(async () => {
    const { importUploaded } = await import("../importing/import-uploaded.ts");
    const call = callMain(port);
    const wake = (): void => void call("wake");
    try {
      return await importUploaded(
        {
          pool,
          log,
          wake,
          writer: createWriter({ pool, wake }),
          pubsub: { publish: (topic, event) => call("publish", topic, event) },
          jobs: { schedule: (name, job) => call("schedule", name, job) },
          forget: () => call("forget"),
        },
        work,
      );
    } finally {
      const { values } = await metrics.eventsPublished.get();
      metrics.eventsPublished.reset();
      await call(
        "count",
        values.map(({ labels, value }) => ({ labels, value })),
      );
      port.close();
    }
  });

/** Writes a file to the other end of the port. */
export const writeFile: ThreadFunctions["writeFile"] = ({ work, port }) =>
  outcomeOf(async () => {
    await sendChunks(port, await textOf(work));
    return null;
  });

async function textOf(work: ExportWork): Promise<AsyncIterable<string>> {
  switch (work.file) {
    case "export": {
      const { exportUser } = await import("../exporting/export-user.ts");
      return exportUser(pool, work.userId, work.now);
    }
    case "activity": {
      const { exportActivity } = await import("../activity/export-activity.ts");
      return exportActivity(pool, work, work.query);
    }
    case "feed": {
      const { writeFeed } = await import("../feed/write-feed.ts");
      return writeFeed(pool, work.userId, work.view);
    }
  }
}

async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work() };
  } catch (error) {
    const { code, detail, errors, headers, status, cause } = toProblem(error);
    if (code === "internal_error") log.error({ error: cause }, "work in a thread failed");
    const more = { ...(errors && { errors }), ...(headers && { headers }) };
    return { problem: { code, detail, status, ...more } };
  }
}
