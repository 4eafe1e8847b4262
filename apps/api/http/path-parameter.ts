import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The text of a parameter of the path, decoded. */
export function pathText(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value: unknown =
    typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** An id of the path in lower case. What is no UUID is nobody's id: 404. */
export function pathId(request: FastifyRequest, name = "id"): string {
  const id = pathText(request, name);
  if (!uuidForm.test(id)) throw notFound();
  return id.toLowerCase();
}

/** Nothing of this id, or nothing of this user's: the two look alike. */
export function notFound(): Problem {
  return new Problem("not_found", "There is nothing with this id.");
}
