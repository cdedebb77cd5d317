/** Loads nothing, does nothing: what Node itself costs. */
export const handler = async (): Promise<void> => undefined;
