/** An address that leads nowhere. */
import Box from '@cloudscape-design/components/box';
import { Link } from 'wouter';
import { useTexts } from '../console.ts';

export function NotFoundPage() {
  const { common } = useTexts();
  return (
    <>
      <Box variant="h1">{common.notFound}</Box>
      <Link href="/wipes">{common.pages.wipes}</Link>
    </>
  );
}
