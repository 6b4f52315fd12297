/** Buttons, and links that look like one. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useFirstTexts } from '../portal.ts';

type Look = 'primary' | 'secondary' | 'danger' | 'plain';

export interface ButtonProps {
  readonly look?: Look;
  /** Also by the Enter key in a field of its form. */
  readonly submits?: boolean;
  /** Until it is done the button does nothing more, however often it is pressed. */
  readonly onPress: () => unknown;
  /** What keeps it from being pressed, in words that a screen reader says with it. */
  readonly describedBy?: string;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}

export function Button({
  look = 'secondary',
  submits = false,
  onPress,
  describedBy,
  disabled = false,
  children,
}: ButtonProps) {
  const texts = useFirstTexts();
  const isRunning = useRef(false);
  const [busy, setBusy] = useState(false);
  const press = async (event: Event) => {
    // The act is `onPress`, not what a browser does with a form.
    event.preventDefault();
    if (isRunning.current || disabled) return;
    isRunning.current = true;
    setBusy(true);
    try {
      await onPress();
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  // Not `disabled`: what cannot be pressed can still be found, and says why.
  return (
    <>
      <button
        type={submits ? 'submit' : 'button'}
        class={`button button-${look}`}
        aria-disabled={disabled || busy}
        {...(describedBy && { 'aria-describedby': describedBy })}
        onClick={press}
      >
        {children}
        {busy && <span class="button-busy" aria-hidden="true" />}
      </button>
      {/* Beside the button: what is in one is its name, and is not said by itself. */}
      <span class="visually-hidden" role="status">
        {busy && texts.frame.loading}
      </span>
    </>
  );
}

export function ButtonLink({
  look = 'secondary',
  href,
  children,
}: {
  readonly look?: Look;
  readonly href: string;
  readonly children: ComponentChildren;
}) {
  return (
    <a class={`button button-${look}`} href={href}>
      {children}
    </a>
  );
}
