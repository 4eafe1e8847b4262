import type { FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "./metrics.ts";

type Series = { count: () => void; observe: (seconds: number) => void };

/** Counts and times each answer of an app. Label sets are looked up once: hashing them per request is slow. */
export function createHttpMetrics(service: string, metrics: Metrics) {
  const known = new Map<string, Series>();

  function seriesOf(method: string, route: string, status: string): Series {
    const requests = metrics.httpRequests.labels({ service, method, route, status });
    const responses = metrics.httpResponses.labels({ service, status });
    const duration = metrics.httpDuration.labels({ service, method, route });
    return {
      count() {
        requests.inc();
        responses.inc();
      },
      observe: (seconds) => duration.observe(seconds),
    };
  }

  return function record(request: FastifyRequest, reply: FastifyReply): void {
    // The route's pattern and not the address: the number of series stays bounded.
    const route = request.routeOptions.url ?? "unknown";
    const status = String(reply.statusCode);
    const key = `${request.method} ${status} ${route}`;
    let series = known.get(key);
    if (!series) known.set(key, (series = seriesOf(request.method, route, status)));
    series.count();
    series.observe(reply.elapsedTime / 1000);
  };
}
