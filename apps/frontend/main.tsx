import "./styles/base.css";
import { failStart } from "./lib/fail-start.ts";
import { speak } from "./lib/language.ts";

try {
  if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
  const [{ start }] = await Promise.all([import("./app/start.tsx"), speak()]);
  await start();
} catch (error) {
  failStart(error);
}
