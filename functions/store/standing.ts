/** Clerks' standing in the table `Governor`, a journal a clerk. */

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KnownPlace } from '#domain/governor/journal.ts';
import type { Act } from '#domain/governor/proposal.ts';
import {
  confirmReinstatement,
  noteTold,
  proposeReinstatement,
  StandingEntry,
  standingAfter,
  standingScope,
  suspend,
} from '#domain/governor/standing.ts';
import { journalIn } from './journal.ts';

export function standingIn(client: DynamoDBDocumentClient, table: string) {
  const journalOf = (person: string) =>
    journalIn({ client, table }, standingScope(person), StandingEntry);

  /** Strong read. @throws Fault `journal-broken` */
  const of = async (person: string) => standingAfter(await journalOf(person).newest());

  return {
    of,

    /** Strong read. A standing that cannot be read is an error, so no command. */
    async isSuspended(person: string): Promise<boolean> {
      return (await of(person)).suspended;
    },

    /** Suspends from `at` (epoch milliseconds); answers whether this call did, and not one before it. */
    async suspend(person: string, at: number, why: string): Promise<boolean> {
      const decided = await journalOf(person).decide((newest) => suspend(newest, { now: at, why }));
      return decided.kind === 'entry';
    },

    /** Writes down that operations were told of the suspension, at `at`; nothing where that stands already. */
    noteTold: (person: string, at: number) =>
      journalOf(person).decide((newest) => noteTold(newest, { now: at })),

    proposeReinstatement: (clerk: string, act: Act) =>
      journalOf(clerk).decide((newest) => proposeReinstatement(newest, clerk, act)),

    confirmReinstatement: (clerk: string, act: Act & { n: number }) =>
      journalOf(clerk).decide((newest) => confirmReinstatement(newest, clerk, act)),

    /** All of the clerk's journal, verified against a place known from the log where there is one. */
    history: (clerk: string, known?: KnownPlace) => journalOf(clerk).history(known),
  };
}

export type StandingStore = ReturnType<typeof standingIn>;
