/** An address that leads nowhere. */
import Box from '@cloudscape-design/components/box';
import { Link } from 'wouter';
import { useRole, useTexts } from '../console.ts';
import { PAGES } from '../pages.tsx';

export function NotFoundPage() {
  const { frame } = useTexts();
  const role = useRole();
  const first = PAGES.find(({ roles }) => role !== undefined && roles.includes(role));
  return (
    <>
      <Box variant="h1">{frame.notFound}</Box>
      {first && <Link href={first.path}>{frame.pages[first.name]}</Link>}
    </>
  );
}
