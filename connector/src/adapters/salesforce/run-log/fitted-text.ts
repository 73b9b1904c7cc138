/** Length of the long text areas of the log. */
export const longTextChars = 32_768;

/** The text, cut with an ellipsis where the field is shorter: STRING_TOO_LONG would refuse the record with all it says. */
export function fittedText(text: string, fieldChars: number): string {
  return text.length <= fieldChars ? text : `${text.slice(0, fieldChars - 1)}…`;
}
