/** An answer, decided before it is sent, so that it can be kept for a repeated request. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  /** JSON, or null for none. */
  body: string | null;
};

/** An answer of this value, as JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: JSON.stringify(value) };
}

export const noContent: Answer = { status: 204, headers: {}, body: null };
