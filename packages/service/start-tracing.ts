import { setTracer } from "./tracing.ts";

/**
 * Traces everything from now on, to the collector if there is one; resolves with the function that sends
 * the rest. The library is loaded for whoever wants that alone.
 */
export async function startTracing(collector: string | undefined): Promise<() => Promise<void>> {
  if (collector === undefined) return () => Promise.resolve();
  const { createTracer, exportTo } = await import("./open-telemetry.ts");
  const { startSpan, shutdown } = createTracer(exportTo(collector));
  setTracer(startSpan);
  return shutdown;
}
