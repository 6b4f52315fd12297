import { describe, expect, test } from '@jest/globals';
import { RequestShopWipe } from '#functions/contract/requests.ts';
import { beginForm, CounterForm, mistakesIn, requestIn, warningsIn } from '#portal/counter/form.ts';

const TIME = '2026-01-01T00:00:00.000Z';

const handset = (warnings: string[] = []): CounterForm['handset'] => ({
  enrolmentId: 'e'.repeat(43),
  model: 'SO-01M',
  modelName: 'Sony Xperia 5',
  sim: 'nano',
  preset: 'unknown',
  since: TIME,
  lastSeenAt: TIME,
  eligibility: {
    outcome: warnings.length > 0 ? 'ALLOW_WARN' : 'ALLOW',
    primary: warnings[0] ?? 'OK',
    refusals: [],
    warnings,
    referrals: [],
    notices: ['N_IRREVERSIBLE', 'N_SD_CARD'],
  },
});

const begun = (warnings?: string[]) =>
  beginForm({ lineId: 'line-1', number: '*******0001' }, handset(warnings), 'key-1');

/** A form without mistakes. */
const filled = (part: Partial<CounterForm> = {}): CounterForm => ({
  ...begun(),
  told: true,
  documents: ['driving-licence'],
  reservation: true,
  customerPresent: true,
  lastFour: '0001',
  ...part,
});

describe('a form that has been begun', () => {
  test('is read again as it was kept, and holds no whole number', () => {
    const form = filled({ lastFour: '０００１' });

    expect(CounterForm.parse(JSON.parse(JSON.stringify(form)))).toEqual(form);
    expect(JSON.stringify(form)).not.toMatch(/0[0-9]{9}/);
  });

  test('wants what the customer must hear, a document, agreement and the digits', () => {
    expect(mistakesIn(begun(['W_PRESET_UNKNOWN']))).toEqual({
      told: 'told',
      documents: 'documents',
      warnings: 'warnings',
      lastFour: 'lastFour',
    });
  });
});

describe('a form', () => {
  test('without mistakes asks for what the service takes', () => {
    const form = filled({ lastFour: '０００１', deadlineDays: '３０' });

    expect(mistakesIn(form)).toEqual({});
    expect(RequestShopWipe.parse(requestIn(form))).toEqual({
      enrolmentId: 'e'.repeat(43),
      lastFour: '0001',
      consents: [],
      documents: ['driving-licence'],
      reservation: true,
      customerPresent: true,
      deadlineDays: 30,
    });
  });

  test('says nothing of days where none are typed', () => {
    expect(requestIn(filled())).not.toHaveProperty('deadlineDays');
  });

  test.each([['0'], ['331'], ['1000'], ['-1'], ['3.5'], ['many']])(
    'with %j days is mistaken',
    (deadlineDays) => {
      expect(mistakesIn(filled({ deadlineDays }))).toEqual({ deadlineDays: 'deadlineDays' });
    },
  );

  test('with the digits of another line is mistaken', () => {
    expect(mistakesIn(filled({ lastFour: '0002' }))).toEqual({ lastFour: 'lastFourOther' });
  });
});

describe('the warnings of a form', () => {
  test('are those of the handset, and that nobody booked', () => {
    expect(warningsIn({ ...begun(['W_SIM_STATE_UNKNOWN']), reservation: false })).toEqual([
      'W_SIM_STATE_UNKNOWN',
      'W_NO_RESERVATION',
    ]);
  });

  test('are also those that the service named as missing, each once', () => {
    const missing = ['W_SIM_STATE_UNKNOWN', 'W_LINE_SUSPENDED', 'W_NO_RESERVATION'];
    const form = { ...begun(['W_SIM_STATE_UNKNOWN']), missing };

    expect(warningsIn(form)).toEqual([
      'W_SIM_STATE_UNKNOWN',
      'W_NO_RESERVATION',
      'W_LINE_SUSPENDED',
    ]);
    expect(warningsIn({ ...form, reservation: true })).toEqual([
      'W_SIM_STATE_UNKNOWN',
      'W_LINE_SUSPENDED',
    ]);
  });

  test('are agreed to one by one, and only while they are in force', () => {
    const form = filled({ reservation: false, consents: ['W_NO_RESERVATION'] });

    expect(mistakesIn(form)).toEqual({});
    expect(requestIn(form).consents).toEqual(['W_NO_RESERVATION']);
    expect(requestIn({ ...form, reservation: true }).consents).toEqual([]);
  });
});
