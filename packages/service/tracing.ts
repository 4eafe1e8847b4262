/** One step of a trace, told when it ends. */
export type Span = {
  /** What steps that follow from this one name as their parent (W3C trace context). */
  traceparent: string;
  end: (outcome: { name?: string; isError: boolean }) => void;
};

/** Begins a step of what `parent` (a `traceparent`) is part of, or of a new trace. */
export type StartSpan = (step: {
  service: string;
  name: string;
  kind: "server" | "client" | "producer" | "consumer" | "internal";
  parent: string | undefined;
}) => Span;

let startSpan: StartSpan | null = null;
let ratio = 1;

/** Whether a trace that begins here is to be recorded, by everybody on its way: sidecars as well. */
export function isSampled(): boolean {
  return startSpan !== null && Math.random() < ratio;
}

/** Has requests and deliveries traced from now on, of those that begin here so many (0 to 1); null ends that. */
export function setTracer(tracer: StartSpan | null, sampled = 1): void {
  startSpan = tracer;
  ratio = sampled;
}

/** A span for a step, or null while nobody traces. */
export function traceStep(step: Parameters<StartSpan>[0]): Span | null {
  return startSpan?.(step) ?? null;
}
