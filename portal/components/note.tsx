/** A box that stands out: something to know, to mind, or that went wrong. */
import type { ComponentChildren } from 'preact';

export interface NoteProps {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  /** Whether it comes up while somebody is at the page: then a screen reader says it. */
  readonly live?: boolean;
  readonly children: ComponentChildren;
}

const MARKS: Readonly<Record<NoteProps['kind'], string>> = {
  info: 'i',
  success: '✓',
  warning: '!',
  error: '×',
};

export function Note({ kind, live = false, children }: NoteProps) {
  const role = live && (kind === 'error' ? 'alert' : 'status');
  return (
    <div class={`note note-${kind}`} {...(role && { role })}>
      <span class="note-mark" aria-hidden="true">
        {MARKS[kind]}
      </span>
      <div class="note-body">{children}</div>
    </div>
  );
}
