import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import type { StartSpan } from "./tracing.ts";

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/** Sends spans to a collector by OTLP over HTTP; `endpoint` is that of OTEL_EXPORTER_OTLP_ENDPOINT. */
export function exportTo(endpoint: string): SpanProcessor {
  const url = `${endpoint.replace(/\/$/, "")}/v1/traces`;
  return new BatchSpanProcessor(new OTLPTraceExporter({ url }));
}

/** A tracer by OpenTelemetry; each service of this process has its own `service.name`. */
export function createTracer(processor: SpanProcessor): {
  startSpan: StartSpan;
  shutdown: () => Promise<void>;
} {
  const providers = new Map<string, BasicTracerProvider>();

  function tracerOf(service: string) {
    const known = providers.get(service);
    const resource = resourceFromAttributes({
      "service.name": service,
      "service.namespace": "pakaura",
    });
    const provider = known ?? new BasicTracerProvider({ resource, spanProcessors: [processor] });
    providers.set(service, provider);
    return provider.getTracer("pakaura");
  }

  return {
    startSpan: ({ service, name, kind, parent }) => {
      const [, traceId, spanId, flags] = parent?.split("-") ?? [];
      const context =
        traceId === undefined || spanId === undefined
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, {
              traceId,
              spanId,
              traceFlags: Number.parseInt(flags ?? "00", 16),
              isRemote: true,
            });
      const span = tracerOf(service).startSpan(name, { kind: kinds[kind] }, context);
      const { traceId: ownTrace, spanId: own, traceFlags } = span.spanContext();
      return {
        traceparent: `00-${ownTrace}-${own}-${traceFlags.toString(16).padStart(2, "0")}`,
        end: (outcome) => {
          if (outcome.name !== undefined) span.updateName(outcome.name);
          if (outcome.isError) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    shutdown: () => processor.shutdown(),
  };
}
