import { navigate } from "wouter/use-browser-location";

/** Goes to another place of the app. */
export function goTo(path: string): void {
  navigate(path);
}
