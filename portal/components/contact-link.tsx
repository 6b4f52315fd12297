/** The way to the carrier's help desk, where the deployment names one. */
import { usePortal } from '../portal.ts';
import { ExternalLink } from './external-link.tsx';

export function ContactLink() {
  const { texts, config } = usePortal();
  const { contact: address } = config.links;
  const { contact: words } = texts.contest;
  if (address === undefined) return null;
  if (!address.startsWith('tel:')) return <ExternalLink href={address}>{words}</ExternalLink>;
  return (
    <a href={address}>
      {words} ({address.slice('tel:'.length)})
    </a>
  );
}
