import { createHash } from "node:crypto";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ApiRefusal } from "../api/ask-api.ts";
import { sendWithin } from "../api/send-within.ts";
import { readCaller } from "../caller.ts";
import { createServer, type OnFailure } from "../create-server.ts";
import type { Guest } from "./mount-mcp.ts";

/** Cookies let nobody in: a page of another site would bring them along. */
function unauthenticated(): Problem {
  return new Problem(
    "unauthenticated",
    "Send a valid access token: Authorization: Bearer pak_...",
    {
      headers: { "www-authenticate": "Bearer" },
    },
  );
}

function problemOf({ problem, retryAfter }: ApiRefusal): Problem {
  if (problem?.code === "rate_limited") {
    const headers = { "retry-after": retryAfter ?? "1" };
    return new Problem("rate_limited", problem.detail, { headers });
  }
  if (problem?.code === "unauthenticated") return unauthenticated();
  return new Problem("unavailable", "The tasks cannot be reached now.", {
    headers: { "retry-after": retryAfter ?? "1" },
  });
}

/** Lets in whoever sends an access token that the API of the same listener takes. */
export async function admit(
  app: FastifyInstance,
  request: FastifyRequest,
  onFailure: OnFailure,
): Promise<Guest> {
  const { authorization } = request.headers;
  if (authorization === undefined) throw unauthenticated();
  const send = sendWithin(app, {
    authorization,
    "x-correlation-id": request.correlationId,
    traceparent: request.traceparent,
  });
  const caller = await readCaller(send).catch((error: unknown) => {
    throw error instanceof ApiRefusal ? problemOf(error) : error;
  });
  return {
    owner: createHash("sha256").update(authorization).digest("hex"),
    createServer: () => createServer(caller, onFailure),
  };
}
