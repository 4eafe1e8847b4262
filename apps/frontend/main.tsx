import "./styles/base.css";

if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
const { start } = await import("./app/start.tsx");
start();
