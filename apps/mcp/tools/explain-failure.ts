import { ApiRefusal } from "../api/ask-api.ts";
import { ToolError } from "./tool.ts";

/** `operations.3.body.title`, as the arguments of the tool name it: `tasks.3.title`. */
function inArguments(field: string): string {
  return field.replace(/^operations\.(\d+)(?:\.body)?/, "tasks.$1").replace(/^body\./, "");
}

function explainRefusal({ status, problem, retryAfter }: ApiRefusal, tool: string): string {
  if (problem === null)
    return `Nothing was done: Pakaura does not answer (${status}). Try again later.`;
  const { code, detail } = problem;
  switch (code) {
    case "unauthenticated":
      return "Nothing was done: the access token has ended. Ask the person to connect Pakaura again.";
    case "forbidden":
      return `Nothing was done: ${detail} Ask the person for access that may write.`;
    case "rate_limited":
    case "unavailable":
      return `Nothing was done: ${detail} Call ${tool} again in ${retryAfter ?? "1"} s.`;
    case "idempotency_mismatch":
      return (
        "Nothing was done: this request_id was used for another request. If that was the same wish, it has been " +
        "carried out, and find_tasks shows it; for a new wish choose a new request_id."
      );
    case "undo_conflict":
      return `Nothing was done: ${detail} The task has changed since; find_activity shows how.`;
    case "validation_failed": {
      const lines = (problem.errors ?? []).map(
        ({ field, message }) => `- ${inArguments(field)}: ${message}`,
      );
      const said = lines.length > 0 ? lines : [`- ${detail}`];
      return [`Nothing was done:`, ...said, `Correct it and call ${tool} again.`].join("\n");
    }
    default:
      return `Nothing was done: ${detail}`;
  }
}

/** What a model is told of a failure: why, that nothing was done, and what to do next. */
export function explainFailure(error: unknown, tool: string): unknown {
  if (error instanceof ApiRefusal) return new ToolError(explainRefusal(error, tool));
  return error;
}
