/** The bugs that no formula of Assay can have, by id, and why. */
export default {} satisfies Readonly<Record<string, string>>;
