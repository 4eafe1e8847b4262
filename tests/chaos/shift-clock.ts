// Preloaded into a process whose clock is to be wrong: its Date goes by PAKAURA_TEST_CLOCK_MINUTES.
const shiftMs = Number(process.env["PAKAURA_TEST_CLOCK_MINUTES"] ?? 0) * 60_000;
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...values: [] | [number]) {
    super(...(values.length === 0 ? ([RealDate.now() + shiftMs] as const) : values));
  }
  static override now(): number {
    return RealDate.now() + shiftMs;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;
