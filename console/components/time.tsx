/** A time in Japan and in UTC: operators speak of both. */
import { useConsole } from '../console.ts';
import { inJapan, inUtc } from '../time.ts';

/** `at`: RFC 3339. */
export function Time({ at }: { readonly at: string }) {
  const { language } = useConsole();
  return (
    <time dateTime={at} title={inUtc(at)}>
      {inJapan(at, language)}
    </time>
  );
}
