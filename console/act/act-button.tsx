/** A button for an act, or why it is not offered; while the page is read-only, none is. */
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { useConsole } from '../console.ts';

export interface ActButtonProps extends Pick<ButtonProps, 'variant'> {
  /** Words for why not; undefined where it is offered. */
  readonly whyNot?: string | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function ActButton({ whyNot, variant = 'normal', onPress, children }: ActButtonProps) {
  const { readOnly, texts } = useConsole();
  const why = readOnly ? texts.frame.readOnly.whyNot : whyNot;
  return (
    <Button
      variant={variant}
      disabled={why !== undefined}
      {...(why !== undefined && { disabledReason: why })}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
