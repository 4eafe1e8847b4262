/** Why the app does not start, where that is known. */
export type StartFault = "slow" | "gone" | "blocked" | "newer" | "silent" | "broken";

/** An error that says why the app cannot go on. */
export class StartError extends Error {
  readonly fault: StartFault;

  constructor(fault: StartFault, cause?: unknown) {
    super(`the app cannot start: ${fault}`, { cause });
    this.name = "StartError";
    this.fault = fault;
  }
}

/**
 * Has the page say that the app could not start, and how to go on. What says so is a script of its own, asked for by
 * `public/theme.js`, since any other part may be what is missing.
 */
export function failStart(error: unknown): void {
  console.error(error);
  const detail =
    error instanceof StartError
      ? { fault: error.fault, message: "" }
      : { fault: "broken", message: error instanceof Error ? error.message : String(error) };
  window.dispatchEvent(new CustomEvent("pakaura-failed", { detail }));
}
