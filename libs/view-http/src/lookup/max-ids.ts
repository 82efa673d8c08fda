/** How many rows a lookup may ask for. */
export const maxIds = 100;
