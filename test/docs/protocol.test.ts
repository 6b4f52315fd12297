import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CLAIM_TYPE, Claim } from '#domain/protocol/claim.ts';
import { COMMAND_TYPE, Command } from '#domain/protocol/command.ts';
import {
  ATTESTATION_TYPE,
  Attestation,
  RECEIPT_TYPE,
  RENEWAL_TYPE,
  Receipt,
  Renewal,
  STATEMENT_TYPE,
  Statement,
} from '#domain/protocol/enrolment.ts';
import { topics } from '#domain/protocol/envelope.ts';
import {
  COMMAND_REFUSALS,
  PASSING_REFUSALS,
  REPORT_TYPE,
  Report,
} from '#domain/protocol/report.ts';
import { hasEnded, STATE_NAMES, STATES, type WipeState } from '#domain/wipe/states.ts';

const text = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
const lines = text.split('\n');

/** The diagram of the table of states. Mermaid takes no hyphen in a state's id. */
function diagram(): string {
  const id = (state: WipeState) => state.replaceAll('-', '_');
  const named = STATE_NAMES.filter((state) => state.includes('-'));
  return [
    'stateDiagram-v2',
    ...named.map((state) => `  state "${state}" as ${id(state)}`),
    '  [*] --> requested',
    ...STATE_NAMES.flatMap((from) => STATES[from].next.map((to) => `  ${id(from)} --> ${id(to)}`)),
    ...STATE_NAMES.filter(hasEnded).map((state) => `  ${id(state)} --> [*]`),
  ].join('\n');
}

/** The code words of the table row that begins with this one. */
function row(first: string): string[] {
  const found = lines.find((line) => line.startsWith(`| \`${first}\` |`)) ?? '';
  return [...found.matchAll(/`([^`]+)`/g)].flatMap(([, word]) => (word ? [word] : []));
}

describe('docs/protocol.md', () => {
  test('draws the states as the table has them', () => {
    const [, drawn] = /```mermaid\n([\s\S]*?)\n```/.exec(text) ?? [];

    expect(drawn).toBe(diagram());
  });

  test.each([
    [CLAIM_TYPE, Claim],
    [COMMAND_TYPE, Command],
    [REPORT_TYPE, Report],
    [STATEMENT_TYPE, Statement],
    [RENEWAL_TYPE, Renewal],
    [RECEIPT_TYPE, Receipt],
    [ATTESTATION_TYPE, Attestation],
  ])('gives the claims of a %s', (typ, schema) => {
    expect(row(typ).slice(1)).toEqual(expect.arrayContaining(Object.keys(schema.shape)));
  });

  test.each(Object.values(topics('{enrolmentId}')))('gives the topic %s', (topic) => {
    expect(row(topic)).toContain(topic);
  });

  test.each([...COMMAND_REFUSALS])('says whether the refusal %s ends a wipe', (reason) => {
    const ends = lines.find((line) => line.startsWith(`| \`${reason}\` |`))?.endsWith('| yes |');

    expect(ends).toBe(!PASSING_REFUSALS.includes(reason));
  });
});
