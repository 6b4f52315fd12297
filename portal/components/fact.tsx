/** One fact in a list of facts: what it is called, and what is known of it. Nothing where nothing is known. */
import type { ComponentChildren } from 'preact';

export interface FactProps {
  readonly name: string;
  readonly children?: ComponentChildren;
}

export function Fact({ name, children }: FactProps) {
  if (children === undefined || children === null || children === false) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
