import { createHash } from "node:crypto";
import type { Authenticator } from "@pakaura/accounts/authenticate";
import { isTokenForm } from "@pakaura/accounts/personal-token";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ApiRefusal } from "../api/ask-api.ts";
import { type Authorize, sendWithin } from "../api/send-within.ts";
import { readCaller } from "../caller.ts";
import type { OnFailure } from "../create-server.ts";
import type { Guest } from "./guest.ts";

export type AdmitOptions = {
  app: FastifyInstance;
  authenticator: Pick<Authenticator, "authenticateGrant" | "withPass">;
  /** What tells whoever is refused how to get in. */
  challenge: string;
  onFailure: OnFailure;
};

/** Who a token stands for, by a name that is theirs alone, and how the API hears it. */
type Admitted = { owner: string; authorize: Authorize };

function refusal(challenge: string): Problem {
  return new Problem(
    "unauthenticated",
    "Send a valid access token: Authorization: Bearer pak_...",
    {
      headers: { "www-authenticate": challenge },
    },
  );
}

function problemOf({ problem, retryAfter }: ApiRefusal, challenge: string): Problem {
  const headers = { "retry-after": retryAfter ?? "1" };
  if (problem?.code === "rate_limited") {
    return new Problem("rate_limited", problem.detail, { headers });
  }
  if (problem?.code === "unauthenticated") return refusal(challenge);
  return new Problem("unavailable", "The tasks cannot be reached now.", { headers });
}

/**
 * A personal access token is the API's own. That of an app is for this server alone: the API is asked by a pass, which
 * opens it for as long as one request takes.
 */
async function recognise(
  { authenticator, challenge }: AdmitOptions,
  token: string | undefined,
): Promise<Admitted> {
  if (token === undefined) throw refusal(challenge);
  if (isTokenForm(token)) {
    const owner = createHash("sha256").update(token).digest("hex");
    return { owner, authorize: (work) => work(`Bearer ${token}`) };
  }
  const principal = await authenticator.authenticateGrant(token);
  if (principal === null) throw refusal(challenge);
  return {
    owner: `app ${principal.id} ${principal.scope}`,
    authorize: (work) => authenticator.withPass(principal, (pass) => work(`Bearer ${pass}`)),
  };
}

/** Lets in whoever sends an access token. Cookies let nobody in: a page of another site would bring them along. */
export async function admit(request: FastifyRequest, options: AdmitOptions): Promise<Guest> {
  const token = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1];
  const { owner, authorize } = await recognise(options, token);
  const send = sendWithin(options.app, {
    authorize,
    headers: { "x-correlation-id": request.correlationId, traceparent: request.traceparent },
  });
  const caller = await readCaller(send).catch((error: unknown) => {
    throw error instanceof ApiRefusal ? problemOf(error, options.challenge) : error;
  });
  // With the first who is let in, as all that answers them.
  const { createServer } = await import("../create-server.ts");
  return { owner, createServer: () => createServer(caller, options.onFailure) };
}
