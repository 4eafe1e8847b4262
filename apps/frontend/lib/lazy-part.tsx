import { lazy, type ComponentType } from "react";
import { loadPart } from "./load-part.ts";

/** How to ask again for each part that could not be had: React remembers a failure for good. */
const missing = new Set<() => void>();

/** Has the parts that could not be had asked for again when they are shown next. */
export function renewMissingParts(): void {
  for (const renew of missing) renew();
  missing.clear();
}

/** A component that is loaded when it is first shown. Throws MissingPartError into the boundary around it. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const ask = () => lazy(async () => ({ default: await tell(loadPart(load)) }));
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
