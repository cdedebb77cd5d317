/** The text of whatever was thrown, also where it is no error or refuses to become a text: an answer is owed in any case. */
export const errorText = (thrown: unknown): string => {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return 'an error without a text';
  }
};
