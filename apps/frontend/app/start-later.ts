import { taskStore } from "./client.ts";
import { keepStorage } from "./keep-storage.ts";
import { followAppearance } from "../lib/appearance.ts";
import { followAppVersion } from "../lib/app-version.ts";

/** What the page does besides, once it is there and has nothing better to do. */
export function startLater(): void {
  followAppearance();
  followAppVersion();
  keepStorage(taskStore);
}
