import { isObject, valueIn } from "./json-fields.ts";

/** The texts of a field by the ids of the objects that have it. */
export function titlesById(
  values: readonly unknown[],
  idName: string,
  titleName: string,
): ReadonlyMap<string, string> {
  return new Map(
    values.filter(isObject).flatMap((one): [string, string][] => {
      const id = valueIn(one, idName);
      const title = valueIn(one, titleName);
      const isId = (typeof id === "string" && id !== "") || typeof id === "number";
      return isId && typeof title === "string" ? [[String(id), title]] : [];
    }),
  );
}
