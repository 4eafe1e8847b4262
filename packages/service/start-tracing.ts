import { setTracer } from "./tracing.ts";

/**
 * Traces from now on, of what begins here so many (0 to 1), to the collector if there is one; resolves with the function that sends
 * the rest. The library is loaded for whoever wants that alone.
 */
export async function startTracing(
  collector: string | undefined,
  sampled: number,
): Promise<() => Promise<void>> {
  if (collector === undefined) return () => Promise.resolve();
  const { createTracer, exportTo } = await import("./open-telemetry.ts");
  const { startSpan, shutdown } = createTracer(exportTo(collector));
  setTracer(startSpan, sampled);
  return shutdown;
}
