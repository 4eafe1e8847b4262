/** What is wrong with a field, by the codes of the contract. */
export const germanFieldErrors: Readonly<Record<string, string>> = {
  too_big: "Das ist zu lang oder zu groß.",
  too_small: "Hier fehlt etwas.",
  invalid_format: "Das hat nicht die richtige Form.",
  invalid_type: "Das ist nicht gültig.",
  invalid_value: "Das steht nicht zur Wahl.",
};
