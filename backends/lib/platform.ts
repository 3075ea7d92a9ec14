/** Else it is a browser. */
export const inNode = typeof process === 'object' && process.versions?.node !== undefined;
