import type { Platform } from "@pakaura/platform/platform";
import type { Subscription } from "@pakaura/platform/pubsub";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";

/** Whether one dependency answers; a rejection or `false` counts as down, `degraded` as away but not needed now. */
export type HealthCheck = () => Promise<boolean | "degraded">;

/** What a service gets from whoever runs it: `all-in-one`, or its own `main.ts`. */
export type ServiceContext = {
  platform: Platform;
  log: Logger;
};

/** A service, as its `service.ts` lays it out. Whoever runs it decides on which listeners. */
export type Service = {
  name: string;
  subscriptions: Subscription[];
  /** Names of its dependencies with their checks, for `/health/ready`. */
  health: Record<string, HealthCheck>;
  /** Routes for people and clients. */
  publicRoutes?: (app: FastifyInstance) => void | Promise<void>;
  /** `/events/*`, `/job/*` and `/internal/*`: never on the public listener. */
  internalRoutes: (app: FastifyInstance) => void | Promise<void>;
  /** Called when everything is ready to be called. */
  start?: () => Promise<void>;
  /** Called when nothing is delivered any more: ends what the service itself opened. */
  stop?: () => Promise<void>;
};
