import { lazy, type ComponentType } from "react";
import { loadAllMessages } from "../messages/messages.ts";
import { loadPartWithTexts } from "./load-part.ts";

/** How to ask again for each part that could not be had: React remembers a failure for good. */
const missing = new Set<() => void>();

/** Has the parts that could not be had asked for again when they are shown next. */
export function renewMissingParts(): void {
  for (const renew of missing) renew();
  missing.clear();
}

const idleLoads: (() => Promise<unknown>)[] = [];

/** Has something loaded as soon as the page has nothing better to do. */
export function loadWhenIdle(load: () => Promise<unknown>): void {
  idleLoads.push(load);
}

/** Loads, one after the other, the texts and the parts that are to be there before they are asked for. */
export async function loadIdleParts(): Promise<void> {
  for (const load of [loadAllMessages, ...idleLoads]) {
    // A failure shows itself, and is tried again, once the part is wanted.
    await load().catch(() => undefined);
  }
}

/**
 * A component that is loaded when it is first shown; with `isLoadedWhenIdle` as soon as the page has nothing
 * better to do, so that what a key opens is there when the key is pressed. Throws MissingPartError into the
 * boundary around it.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { isLoadedWhenIdle = false } = {},
): ComponentType<Props> {
  if (isLoadedWhenIdle) loadWhenIdle(load);
  const ask = () => lazy(async () => ({ default: await tell(loadPartWithTexts(load)) }));
  const renew = (): void => {
    Part = ask();
  };
  async function tell<Loaded>(loading: Promise<Loaded>): Promise<Loaded> {
    try {
      return await loading;
    } catch (error) {
      missing.add(renew);
      throw error;
    }
  }
  let Part = ask();
  return (props) => <Part {...props} />;
}
