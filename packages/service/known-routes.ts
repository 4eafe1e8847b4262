import type { RouteOptions } from "fastify";

/** Remembers which methods each path has, for `405 Allow` and OPTIONS. */
export type KnownRoutes = {
  add: (route: Pick<RouteOptions, "url" | "method">) => void;
  /** The methods of the path, sorted; empty when there is no such path. */
  methodsOf: (path: string) => string[];
};

function toPattern(url: string): RegExp {
  const source = url
    .replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replace(/:[A-Za-z0-9_]+/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

/** See `KnownRoutes`. A route that catches everything (the web app) does not count as knowing a path. */
export function createKnownRoutes(): KnownRoutes {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  return {
    add({ url, method }) {
      if (url === "*" || url === "/*") return;
      const known = routes.get(url) ?? { pattern: toPattern(url), methods: new Set<string>() };
      for (const one of Array.isArray(method) ? method : [method]) known.methods.add(one);
      routes.set(url, known);
    },
    methodsOf(path) {
      const methods = new Set<string>();
      for (const route of routes.values()) {
        if (route.pattern.test(path)) for (const method of route.methods) methods.add(method);
      }
      if (methods.size > 0) methods.add("OPTIONS");
      return [...methods].sort();
    },
  };
}
