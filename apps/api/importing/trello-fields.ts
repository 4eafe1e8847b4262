import { isObject, type JsonFields, objectsIn, valueIn } from "./json-fields.ts";

/** Keeps the fields that a team has made for its cards, each with its name, and tells of them. */
export function trelloFields(card: JsonFields, definitions: ReadonlyMap<string, object>): void {
  for (const one of card.objects("customFieldItems")) {
    const item = card.inside(one);
    const definition = definitions.get(item.text("idCustomField"));
    const name = definition === undefined ? "" : card.inside(definition).text("name");
    const value = item.raw("value") ?? optionOf(definition, item.text("idValue"));
    const label = name || "customFieldItems";
    card.keepValue(label, label, wordsOf(value));
  }
}

/** Of a field with a choice the value is the number of an option. */
function optionOf(definition: object | undefined, id: string): unknown {
  const options = objectsIn(definition === undefined ? null : valueIn(definition, "options"));
  const option = options.find((one) => valueIn(one, "id") === id);
  return option === undefined ? null : valueIn(option, "value");
}

function wordsOf(value: unknown): string {
  const inside: unknown[] = isObject(value) ? Object.values(value) : [value];
  return inside
    .filter((one) => typeof one === "string" || typeof one === "number" || one === true)
    .map(String)
    .join(" ");
}
