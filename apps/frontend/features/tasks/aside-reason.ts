import type { Problem } from "@pakaura/contract/problem";

/** What a refusal says, as it can be written down and told to other tabs. */
export type Refused = Pick<Problem, "status" | "code" | "detail" | "errors">;

/**
 * Why a change is set aside: the server has refused it, it could not be sent for a reason that nobody thought
 * of, or its words gave way to later ones from elsewhere.
 */
export type Aside =
  | { why: "refused"; problem: Refused }
  | { why: "failed"; detail: string }
  | { why: "gave-way" };
