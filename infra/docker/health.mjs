/** The health check of every image: whether the service's internal listener answers. */
const port = process.env["INTERNAL_PORT"] ?? "3001";
const answer = await fetch(`http://127.0.0.1:${port}/health/live`, {
  signal: AbortSignal.timeout(2_000),
}).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
