import { join } from "node:path";
import { prepareFolder } from "@pakaura/database/cluster-folders";
import { createPool, type Log } from "@pakaura/database/connection";
import { takeInstanceLock } from "@pakaura/database/instance-lock";
import { beginWithPatience } from "@pakaura/service/alone/begin-with-patience";
import { DependencyDown } from "@pakaura/service/health";
import { startTracing } from "@pakaura/service/start-tracing";
import type { Logger } from "pino";
import { buildWebApp } from "@pakaura/web-app/build-web-app";
import type { Settings } from "./config.ts";
import { databaseStopMs, openDatabase } from "./open-database.ts";
import { operatorToken } from "@pakaura/service/operators/operator-token";
import { checkAddress, listenOn } from "@pakaura/service/port-in-use";
import { createRestore } from "./restore-running.ts";
import { readSecrets } from "./secrets.ts";
import { sayWhenItTakesLong } from "./say-when-it-takes-long.ts";
import { Undo } from "./undo.ts";
import { unlessAborted } from "./unless-aborted.ts";

const root = join(import.meta.dirname, "../..");
const loopback = "127.0.0.1";
/** One for each consumer group's lock, and enough for two cores' worth of requests. */
const poolSize = 20;

export type StartOptions = {
  settings: Settings;
  /** The log of a service, of which `pakaura` is the whole. */
  logOf: (service: string) => Logger;
  hasWebApp: boolean;
  /** Ends the start: it takes back what it has done, and rejects. */
  signal: AbortSignal;
  say: (line: string) => void;
  /** Everything is to begin anew, on other data. */
  onRestored: () => void;
};

export type Running = {
  url: string;
  stop: () => Promise<void>;
  /** Rejects when a part ends that nothing works without. */
  failed: Promise<never>;
};

/** The address as a person opens it. */
function addressToOpen(host: string | undefined, port: number): string {
  const isAnywhere = host === undefined || host === "0.0.0.0" || host === "::";
  const name = isAnywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/**
 * Starts everything in one process, in the order in which one part needs another. When a step fails,
 * what was started is stopped again, and the error says what was wrong.
 */
export async function start(options: StartOptions): Promise<Running> {
  const undo = new Undo();
  try {
    return await startAll(options, undo);
  } catch (error) {
    // Why it did not start is what matters; what does not stop ends with the process.
    await undo
      .run()
      .catch((left: unknown) => options.logOf("pakaura").debug({ error: left }, "not all stopped"));
    throw error;
  }
}

/** While everything stops, connections are cut on purpose, and nobody needs to hear of it. */
function quietWhenStopping(log: Logger, undo: Undo): Log {
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => {
      if (!undo.isRunning) log.warn(fields, message);
    },
    error: (fields, message) => log.error(fields, message),
  };
}

async function startAll(options: StartOptions, undo: Undo): Promise<Running> {
  const { settings, logOf, signal } = options;
  const log = logOf("pakaura");
  const host = settings.HOST ?? loopback;
  const open = { variable: "PORT", host, port: settings.PORT } as const;
  const internal = {
    variable: "INTERNAL_PORT",
    host: loopback,
    port: settings.INTERNAL_PORT,
  } as const;

  prepareFolder(settings.PAKAURA_DATA);
  const lock = takeInstanceLock(settings.PAKAURA_DATA);
  undo.add(async () => lock.release());
  await checkAddress(open);
  await checkAddress(internal);
  const { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_TRACES_SAMPLER_ARG: sampled } = settings;
  undo.add(await startTracing(collector, sampled));
  const secrets = readSecrets(settings.PAKAURA_DATA, settings.PAKAURA_SECRET);
  signal.throwIfAborted();

  const webApp = options.hasWebApp ? buildWebApp(root, options.say, signal) : Promise.resolve(null);
  // Awaited below; until then its failure must not count as one that nobody handles.
  webApp.catch(() => undefined);
  const databaseLog = quietWhenStopping(log, undo);
  const opening = sayWhenItTakesLong(openDatabase(settings, databaseLog, signal), () =>
    options.say("Waiting for PostgreSQL, which is starting ..."),
  );
  // Loaded while PostgreSQL starts: they are most of what there is to load.
  const parts = Promise.all([import("./services.ts"), import("./listeners.ts")]);
  parts.catch(() => undefined);
  const database = await opening;
  undo.add(database.stop, databaseStopMs);
  const pool = createPool({ url: database.url, max: poolSize, log: databaseLog });
  undo.add(() => pool.end());
  const webAppFolder = await webApp;
  signal.throwIfAborted();

  const [{ createServices }, { createListeners }] = await parts;
  const { services, platform, close } = createServices({
    settings,
    logOf,
    pool,
    databaseUrl: database.url,
    secrets,
  });
  undo.add(close);
  const listeners = await createListeners({
    settings,
    logOf,
    services,
    platform,
    webAppFolder,
    pool,
    operatorToken: operatorToken(secrets.session),
    health: {
      async database() {
        const trouble = database.trouble();
        if (trouble !== null) throw new DependencyDown(trouble);
        return (await pool.query("select 1")).rowCount === 1;
      },
    },
    restore: createRestore({
      url: database.url,
      stop: () => platform.stop(),
      onRestored: options.onRestored,
    }),
  });
  undo.add(() => listeners.internal.close());
  undo.add(() => platform.stop());
  undo.add(() => listeners.open.close());
  signal.throwIfAborted();

  await unlessAborted(platform.start(), signal);
  await listenOn(listeners.internal, internal);
  const port = await listenOn(listeners.open, open);
  // What services begin by themselves, such as daily jobs, is nothing that a person waits for.
  const stopping = new AbortController();
  for (const service of services) void beginWithPatience(service, log, stopping.signal);
  undo.add(async () => stopping.abort());
  return {
    url: addressToOpen(settings.HOST, port),
    stop: () => undo.run(),
    failed: database.failed,
  };
}
