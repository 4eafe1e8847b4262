import type { Actor } from "@pakaura/contract/events";
import type { Principal } from "@pakaura/accounts/principal";

/** Where a change comes from, as its event tells it. */
export type Origin = {
  actor: Actor;
  actorDetail: string | undefined;
  correlationId: string;
  traceparent: string | undefined;
};

/** What events say of who acted beyond "the user": which token. */
export function actorDetailOf(principal: Principal): string | undefined {
  return principal.tokenName === undefined ? undefined : `token: ${principal.tokenName}`;
}
