import { z } from "zod";

// What the database, Date and Temporal all can say: the years 1 to 9999, and no finer than a nanosecond.
const firstMs = Date.parse("0001-01-01T00:00:00Z");
const lastMs = Date.parse("9999-12-31T23:59:59.999Z");
const tooFine = /\.\d{10}/;

function canBeKept(text: string): boolean {
  const ms = Date.parse(text);
  return ms >= firstMs && ms <= lastMs && !tooFine.test(text);
}

/** A day that is sent, of the years 1 to 9999. */
export const dayInputSchema = z.iso.date().refine(canBeKept, "must be in the years 1 to 9999");

/** An instant that is sent, with an offset, of the years 1 to 9999 in UTC as well. */
export const instantInputSchema = z.iso
  .datetime({ offset: true })
  .refine(canBeKept, "must be in the years 1 to 9999, with at most nine digits of a second");
