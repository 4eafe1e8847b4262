/** The header in which the client's address is handed on to better-auth: one that clients cannot choose. */
export const addressHeader = "x-pakaura-address";
