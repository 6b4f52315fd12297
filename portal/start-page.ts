/** Where somebody begins who is signed in, by their role. */
import type { Role } from '#functions/contract/roles.ts';
import { COUNTER } from './counter/addresses.ts';
import type { FirstTexts } from './texts/texts.ts';

export interface StartPage {
  readonly href: string;
  readonly label: string;
}

/** Undefined for whom these pages have nothing. */
export function startPageOf(role: Role, { frame }: FirstTexts): StartPage | undefined {
  switch (role) {
    case 'subscriber':
      return { href: '/', label: frame.home };
    case 'shop':
      return { href: COUNTER, label: frame.counter };
    case 'approver':
      return { href: '/approvals', label: frame.approvals };
    case 'ops':
      return undefined;
  }
}
