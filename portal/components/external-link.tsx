/** A link to somebody else's site, which says so. */
import type { ComponentChildren } from 'preact';
import { useFirstTexts } from '../portal.ts';

export function ExternalLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ComponentChildren;
}) {
  const { frame } = useFirstTexts();
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="external">{frame.opensElsewhere}</span>
    </a>
  );
}
