/** A question that has to be answered before anything is done. Escape answers no; it opens with the focus on no answer. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  /** What a screen reader says with the title, where what is seen changes all the time. */
  readonly description?: string;
  readonly open: boolean;
  /** It was closed without a yes. */
  readonly onClose: () => void;
  /** What it says, and the buttons. */
  readonly children: ComponentChildren;
}

export function Dialog({ title, description, open, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const descriptionId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the effects of what came with it: it gives the focus back as it closes, and that is not the last word.
  useLayoutEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      // A key that is held down, or pressed twice, answers nothing.
      heading.current?.focus();
    }
    if (!open && dialog.current?.open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      {...(description && { 'aria-describedby': descriptionId })}
      onCancel={(event) => {
        // Whoever opened it closes it: then what is shown and what is known agree.
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {description && (
        <p id={descriptionId} class="visually-hidden">
          {description}
        </p>
      )}
      {children}
    </dialog>
  );
}
