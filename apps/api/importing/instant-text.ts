/** An instant as it is stored, or else as it was written: whoever checks the row says what is wrong with it. */
export function instantText(written: string | number): string {
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? String(written) : date.toISOString();
}
