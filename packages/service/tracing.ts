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
  kind: "server" | "consumer";
  parent: string | undefined;
}) => Span;

let startSpan: StartSpan | null = null;

/** Has every request and delivery of this process traced from now on; null ends that. */
export function setTracer(tracer: StartSpan | null): void {
  startSpan = tracer;
}

/** A span for a step, or null while nobody traces. */
export function traceStep(step: Parameters<StartSpan>[0]): Span | null {
  return startSpan?.(step) ?? null;
}
