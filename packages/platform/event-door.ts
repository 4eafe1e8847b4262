import type { FastifyInstance } from "fastify";

/**
 * A way to an event route within one process, without the HTTP around it (which `inject` plays, for
 * some 100 us). It does and answers what the route does; it never rejects.
 */
export type EventDoor = (eventJson: string) => Promise<{ status: number; body: string }>;

const doors = new WeakMap<FastifyInstance, Map<string, EventDoor>>();

/** Opens a door beside a route of the app. */
export function addEventDoor(app: FastifyInstance, route: string, door: EventDoor): void {
  const known = doors.get(app) ?? new Map<string, EventDoor>();
  doors.set(app, known.set(route, door));
}

/** The door beside a route; a route that was made otherwise has none. */
export function findEventDoor(app: FastifyInstance, route: string): EventDoor | undefined {
  return doors.get(app)?.get(route);
}
