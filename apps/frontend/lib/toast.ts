import type { ExternalToast, toast } from "sonner";
import { createStore } from "./store.ts";

/** Whether anything is to be told, so that the toaster is loaded no earlier than that. */
export const isToasterWanted = createStore(false);

const toaster = Promise.withResolvers<typeof toast>();

/** Called by the toaster once it listens. */
export const provideToaster = toaster.resolve;

/** Tells something in passing. */
export function tell(message: string, options?: ExternalToast): void {
  isToasterWanted.set(true);
  void toaster.promise.then((show) => show(message, options));
}

/** Tells that something went wrong. */
export function tellError(message: string, options?: ExternalToast): void {
  isToasterWanted.set(true);
  void toaster.promise.then((show) => show.error(message, options));
}
