/** The switch of the whole service in the table `Governor`: read strongly at each dispatch and each claim. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KnownPlace } from '#domain/governor/journal.ts';
import type { Act } from '#domain/governor/proposal.ts';
import {
  confirmResume,
  confirmWithdrawal,
  DISPATCH_SCOPE,
  noteSweep,
  pause,
  proposeResume,
  proposeWithdrawal,
  SwitchEntry,
  switchAfter,
} from '#domain/governor/switch.ts';
import { journalIn } from './journal.ts';

type Confirmation = Act & { readonly n: number };

export function switchIn(client: DynamoDBDocumentClient, table: string) {
  const { newest, decide, history } = journalIn({ client, table }, DISPATCH_SCOPE, SwitchEntry);

  return {
    /** Strong read. Nothing decided yet: nothing is paused. What cannot be read is an error, so no command. */
    position: async () => switchAfter(await newest()),

    pause: (act: Act) => decide((last) => pause(last, act)),
    proposeResume: (act: Act) => decide((last) => proposeResume(last, act)),
    confirmResume: (act: Confirmation) => decide((last) => confirmResume(last, act)),
    proposeWithdrawal: (act: Act) => decide((last) => proposeWithdrawal(last, act)),
    confirmWithdrawal: (act: Confirmation) => decide((last) => confirmWithdrawal(last, act)),
    noteSweep: (sweep: { of: number; count: number; now: number }) =>
      decide((last) => noteSweep(last, sweep)),

    /** All of it, verified against a place known from the log where there is one. */
    history: (known?: KnownPlace) => history(known),
  };
}

export type DispatchSwitch = ReturnType<typeof switchIn>;
