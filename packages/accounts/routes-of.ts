type Endpoint = {
  path: string;
  options: { method: string | string[]; metadata?: { SERVER_ONLY?: boolean } };
};

/** An endpoint of better-auth as its router reads it; one without a path is called by its server alone. */
function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "function" && "path" in value && typeof value.path === "string";
}

/** The routes that better-auth has over HTTP, by the endpoints of its `api`. */
export function routesOf(api: object): { method: string; path: string }[] {
  return Object.values(api).flatMap((endpoint: unknown) => {
    if (!isEndpoint(endpoint) || endpoint.options.metadata?.SERVER_ONLY === true) return [];
    const { path, options } = endpoint;
    return [options.method].flat().map((method) => ({ method, path }));
  });
}
