import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { backoffMs, pause } from "./backoff.ts";

/** Tries to load a part of the app until it is there: a network that is away must not break the page. */
export async function loadPatiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await load();
    } catch {
      await pause(backoffMs(attempt));
    }
  }
}

/** A component that is loaded when it is first shown. */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadPatiently(load) }));
}
