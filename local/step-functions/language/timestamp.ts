/** Timestamps of Wait and Choice: RFC 3339 with an upper-case T and Z (https://states-language.net/spec.html#timestamps). */

const FORMAT =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|[+-](?:0\d|1[0-8]):[0-5]\d)$/;

/** Epoch milliseconds with the fraction kept, or `undefined` for a text that is no timestamp. */
export function readTimestamp(text: string): number | undefined {
  const match = FORMAT.exec(text);
  if (match === null) return undefined;
  const fraction = match[7] ?? '';
  const whole = fraction === '' ? text : text.replace(`.${fraction}`, '');
  const [, year, month, day, hour, minute, second] = match.map(Number);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // Date takes February 30th for March 2nd.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day))
    return undefined;
  return Date.parse(whole) + Number(`0.${fraction || '0'}`) * 1000;
}
