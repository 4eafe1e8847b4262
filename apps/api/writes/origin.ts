import type { Actor } from "@pakaura/contract/events";
import type { OnBehalf } from "@pakaura/contract/internal";
import type { Principal } from "@pakaura/accounts/principal";
import type { FastifyRequest } from "fastify";

/** Where a change comes from, as its event tells it. */
export type Origin = {
  actor: Actor;
  actorDetail: string | undefined;
  correlationId: string;
  traceparent: string | undefined;
  /** The turn of the assistant in which it was asked for. */
  turnId?: string;
};

/** The data of an event of a task, which lead back to what it came from. */
export function eventData<Payload>(
  { correlationId, turnId }: Origin,
  { userId, taskId, payload }: { userId: string; taskId: string; payload: Payload },
) {
  return {
    user_id: userId,
    task_id: taskId,
    correlation_id: correlationId,
    ...(turnId === undefined ? {} : { turn_id: turnId }),
    payload,
  };
}

/** What events say of who acted beyond "the user": which token. */
function actorDetailOf(principal: Principal): string | undefined {
  return principal.tokenName === undefined ? undefined : `token: ${principal.tokenName}`;
}

/** Which service acts by itself, as the log tells it. */
export type SystemActor = "recurring" | "reminder";

/** The origin of what a service does by itself (FR-021). */
export function systemOrigin(actor: SystemActor, onBehalf: OnBehalf): Origin {
  return {
    actor: "system",
    actorDetail: actor,
    correlationId: onBehalf.correlation_id,
    traceparent: onBehalf.traceparent,
  };
}

/** The origin of what a turn of the assistant does. */
export function originOfTurn(
  request: FastifyRequest,
  principal: Principal,
  turnId: string,
): Origin {
  return { ...originOf(request, principal), actorDetail: "assistant", turnId };
}

/** The origin of what a request asks for. */
export function originOf(request: FastifyRequest, principal: Principal): Origin {
  return {
    actor: "user",
    actorDetail: actorDetailOf(principal),
    correlationId: request.correlationId,
    traceparent: request.traceparent,
  };
}
