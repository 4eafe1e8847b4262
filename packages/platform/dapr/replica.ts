import { createHmac, randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { isSameSecret } from "../is-same-secret.ts";
import type { Replica } from "../replica.ts";
import { passOn } from "./call-routes.ts";

const timeoutMs = 1_000;

/**
 * What replicas of a service show each other. Made from the token of sidecars and not that itself, because it crosses
 * the network: whoever reads it there can do nothing else with it.
 */
function replicaToken(service: string, appToken: string): string {
  return createHmac("sha256", appToken).update(`replica of ${service}`).digest("base64url");
}

export type ReplicaOptions = {
  service: string;
  /** Of the pod, which has no other process of the service. Any if not given. */
  podName?: string | undefined;
  address?: string | null;
  appToken: string;
};

/** This replica, and how it calls others. Not by the sidecar, which picks any one of them. */
export function createReplica({
  service,
  podName,
  address = null,
  appToken,
}: ReplicaOptions): Replica {
  const token = replicaToken(service, appToken);
  return {
    id: podName ?? randomUUID(),
    address,
    async post(to, path, body) {
      const answer = await fetch(new URL(path, to), {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`The replica at ${to} answered ${answer.status}`);
    },
  };
}

type RouteOptions = { service: string; app: FastifyInstance; appToken: string };

/** The routes of the service that its other replicas call, and nobody else. */
export function replicaRoutes(internal: FastifyInstance, options: RouteOptions): void {
  const expected = `Bearer ${replicaToken(options.service, options.appToken)}`;
  internal.route({
    method: "POST",
    url: "/internal/replica/*",
    onRequest: async ({ headers }, reply) => {
      if (!isSameSecret(headers.authorization, expected)) await reply.code(401).send();
    },
    handler: (request, reply) => passOn(request, reply, options.app),
  });
}
