import type { ExternalToast, toast } from "sonner";
import { m } from "../messages/messages.ts";
import { createStore } from "./store.ts";
import { rememberStep } from "./undo.ts";
import { uuidV7 } from "./uuid-v7.ts";

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

/** What else can be done, besides taking the step back. */
export type Offer = { label: string; act: () => void };

type Told = {
  about: string;
  undo: () => void;
  id?: string;
  duration?: number;
  offer?: Offer | null;
};

/** Tells of a step, with its way back: by the button, or by the key that takes the last step back. */
export function tellStep(message: string, told: Told): void {
  const { about, undo, id = uuidV7(), duration, offer = null } = told;
  const takeBack = rememberStep({
    words: about,
    undo: () => {
      void toaster.promise.then((show) => show.dismiss(id));
      undo();
    },
  });
  tell(message, {
    id,
    description: about,
    // Two ways to go on take longer to read.
    duration: duration ?? (offer ? 10_000 : 6_000),
    ...(offer ? { cancel: { label: offer.label, onClick: offer.act } } : {}),
    action: { label: m.common.undo, onClick: takeBack },
  });
}
