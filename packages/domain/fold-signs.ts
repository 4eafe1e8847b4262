/** Signs that mean the same, as they stand on a keyboard: telephones and word processors write the others. */
const alike: [plain: string, others: string][] = [
  [
    "'",
    "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4`\u02b9\u02bb\u02bc\u02bd\u02bf\u02c8\u2039\u203a\u05f3\ua78c",
  ],
  ['"', "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u02ba\u05f4\u301d\u301e\u301f\u2e42"],
  ["-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u2e3a\u2e3b\ufe58\ufe31\ufe32"],
  ["/", "\u2044\u2215"],
];
const plainSigns = new Map(
  alike.flatMap(([plain, others]) => Array.from(others).map((sign) => [sign, plain])),
);
const otherSigns = new RegExp(`[${alike.map(([, others]) => others).join("")}]`, "gu");

/** The text with plain quotes, dashes and slashes. */
export function foldSigns(text: string): string {
  return text.replace(otherSigns, (sign) => plainSigns.get(sign) ?? sign);
}

/** Characters that nobody sees: soft hyphens, joiners, marks of direction, selectors of a form. */
export function withoutInvisible(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}
