type SearchValue = string | number | boolean | readonly string[] | undefined;

/** `?priority=high&priority=urgent` as an object: a name that comes twice is a list. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const search: Record<string, string | string[]> = {};
  const parameters = new URLSearchParams(text);
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    const [first = ""] = values;
    search[name] = values.length > 1 ? values : first;
  }
  return search;
}

/** The other way round; what is undefined or empty is left out. */
export function stringifySearch(search: Record<string, SearchValue>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== "") parameters.append(name, String(item));
    }
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
