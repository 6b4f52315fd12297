/** The frame of a page's content: its name in the tab and as the heading, which has the focus once one has come here. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useFirstTexts } from '../portal.ts';

export interface PageProps {
  readonly title: string;
  /** Where one came from. */
  readonly back?: { readonly href: string; readonly label: string };
  readonly children: ComponentChildren;
}

/** The first page of a visit leaves the focus where the browser puts it. */
let isFirst = true;

export function Page({ title, back, children }: PageProps) {
  const { frame } = useFirstTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - ${frame.service}`;
  }, [title, frame]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return (
    <>
      {back && (
        <p class="back">
          <a href={back.href}>{back.label}</a>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}
