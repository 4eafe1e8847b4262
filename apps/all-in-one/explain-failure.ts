import * as service from "@pakaura/service/explain-failure";
import { WebAppNotBuilt } from "@pakaura/web-app/build-web-app";

/** What went wrong, in one line for the person who started it; `task` says what was tried. */
export function explainFailure(error: unknown, task: string): string {
  if (error instanceof WebAppNotBuilt) return service.oneLine(error.message);
  return service.explainFailure(error, task);
}
