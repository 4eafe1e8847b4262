/** The values of a query, gathered while its text is written. */
export class SqlValues {
  readonly list: unknown[] = [];

  /** Adds a value; answers its placeholder: `$3::text`. */
  add(value: unknown, type: string): string {
    return `$${this.list.push(value)}::${type}`;
  }
}
