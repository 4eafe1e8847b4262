import { ProblemError, request } from "../../lib/api.ts";
import type { FilterOperation } from "../tasks/operation.ts";
import type { Outcome } from "../tasks/send-operation.ts";

const taken: Outcome = { task: null, conflicts: [] };

/**
 * Sends a change to the saved filters. It may have been taken before, so that only its answer was lost: an
 * id that is taken and a filter that is gone say so. Throws as `sendOperation`.
 */
export async function sendFilterOperation(operation: FilterOperation): Promise<Outcome> {
  const { kind, filterId } = operation;
  const path = `/api/v1/filters/${filterId}`;
  try {
    if (kind === "create-filter") {
      await request("/api/v1/filters", { method: "POST", body: operation.body });
    } else if (kind === "update-filter") {
      await request(path, { method: "PATCH", body: operation.body });
    } else {
      await request(path, { method: "DELETE" });
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const isCreated = kind === "create-filter" && error.code === "id_taken";
    const isDeleted = kind === "delete-filter" && error.status === 404;
    if (!isCreated && !isDeleted) throw error;
  }
  return taken;
}
