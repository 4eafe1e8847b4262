import "./styles/base.css";
import { failStart, StartError } from "./lib/fail-start.ts";
import { speak } from "./lib/language.ts";

let isLoaded = false;
try {
  if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
  const [{ start }] = await Promise.all([import("./app/start.tsx"), speak()]);
  isLoaded = true;
  await start();
} catch (error) {
  failStart(isLoaded ? error : new StartError("gone", error));
}
