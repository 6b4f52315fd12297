/** Other people, each with an account and a line of their own, who lose a phone in the same minutes. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FurtherPerson } from '#demo/further-people.ts';
import { lineIdOf, type Sample } from '#demo/lines.ts';
import { LineView } from '#functions/contract/bodies.ts';
import type { SystemUnderDrill } from '../crash/system.ts';
import { Person } from '../person.ts';
import { type Asked, askedOf } from './evidence.ts';

/** The n-th of them, from 0. */
export const honestPerson = (n: number) =>
  ({
    ...{ id: `honest-${n + 1}`, name: `Honest ${n + 1}`, person: `p-honest-${n + 1}` },
    ...{ role: 'subscriber', account: `a-honest-${n + 1}` },
  }) as const satisfies FurtherPerson;

export const honestLine = (n: number): Sample => ({
  ...{ account: `a-honest-${n + 1}`, plan: 'docomo', mail: `honest-${n + 1}@example.com` },
});

/** Signs in, looks at the line, and asks for what the page shows. */
export async function askHonestly(
  system: SystemUnderDrill,
  n: number,
  serial: number,
): Promise<Asked> {
  const { id, person } = honestPerson(n);
  const caller = new Person(system, id);
  const lineId = lineIdOf(serial);
  const shown = await caller.get(`/v1/lines/${lineId}`);
  const { number, handsets } = z.parse(LineView, shown.body);
  const [handset] = handsets;
  if (handset === undefined) throw new Error(`${lineId} shows no handset`);
  const { enrolmentId, eligibility } = handset;
  const body = { enrolmentId, lastFour: number.slice(-4), consents: eligibility.warnings };
  const answer = await caller.post(`/v1/lines/${lineId}/wipes`, body, randomUUID());
  return { side: 'honest', person, lineId, enrolmentId, ...askedOf(answer) };
}
