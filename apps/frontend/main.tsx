import "./styles/base.css";
import { speak } from "./lib/language.ts";

if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
const [{ start }] = await Promise.all([import("./app/start.tsx"), speak()]);
await start();
