/** What time it is, and where: what is due today depends on both. */
export type Clock = { now: number; timeZone: string };
