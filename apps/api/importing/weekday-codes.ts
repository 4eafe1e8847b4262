/** The days of the week by their English names, as RFC 5545 writes them. */
export const weekdayCodes = [
  ["monday", "MO"],
  ["tuesday", "TU"],
  ["wednesday", "WE"],
  ["thursday", "TH"],
  ["friday", "FR"],
  ["saturday", "SA"],
  ["sunday", "SU"],
] as const;
