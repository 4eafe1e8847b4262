/** Short names of time zones that people write behind a time, in minutes from UTC. */
const offsets: Record<string, number> = {
  utc: 0,
  gmt: 0,
  bst: 60,
  wet: 0,
  cet: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  aest: 600,
};

/** The offset in minutes of a time zone's short name in lower case; null for any other word. */
export function offsetOfZone(name: string): number | null {
  return Object.hasOwn(offsets, name) ? (offsets[name] ?? null) : null;
}
