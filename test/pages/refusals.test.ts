/** Phones that cannot be wiped, or not without somebody's knowing what may go wrong: why, in words, and the way on. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import type { ReasonCode } from '#domain/eligibility/texts.ts';
import type { Line } from '#domain/line/line.ts';
import type { Statement } from '#domain/protocol/enrolment.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { isErased } from '../journeys/erased.ts';
import { Hardware } from '../journeys/hardware.ts';
import { PATIENCE, type TestLine } from '../journeys/stage.ts';
import { type House, openHouse } from './house.ts';
import { RequestForm } from './request-form.ts';
import { type Looks, USUAL_LOOKS, type Visitor } from './visitor.ts';
import { WipePage } from './wipe-page.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
let visitor: Visitor;
beforeAll(async () => {
  house = await openHouse();
  visitor = await house.signedIn('office', '/');
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

interface Situation {
  /** As the carrier has the contract. */
  readonly line?: Partial<Line>;
  /** As the phone says of itself; without it the line has none. */
  readonly phone?: Partial<Statement>;
}

/** A line of this kind, whose page the visitor has open. */
async function atLine({ line: change = {}, phone }: Situation): Promise<TestLine> {
  const { stage } = house;
  const line = await stage.line();
  if (phone) await new Hardware(stage, line).enrol({ statement: phone });
  await stage.administrator.changeLine(line.lineId, change);
  await visitor.follow(`/lines/${line.lineId}`);
  await visitor.reads(ja.lines.line.noHistory);
  return line;
}

const wordsOf = (code: ReasonCode) => wordsOfCode(code, 'ja');
const { googleFind, icloudFind, icloudHelp } = ja.eligibility;
const MODEL_LIST = wordsOfCode('F_MODEL_LIST', 'ja');

const REFUSED: readonly (readonly [string, Situation, ReasonCode, readonly string[]])[] = [
  ['an iPhone', { line: { lastModel: 'iPhone 14' } }, 'X_APPLE_DEVICE', [icloudFind, icloudHelp]],
  [
    'a model in use with eSIM only, of those that need more',
    { phone: { model: 'SO-51D', sim: 'esim' } },
    'X_ESIM_ONLY_MODEL',
    [googleFind],
  ],
  [
    'an old model whose setting was not made',
    { phone: { model: 'SC-02H', preset: 'not_done' } },
    'X_PRESET_MISSING',
    [googleFind, MODEL_LIST],
  ],
  [
    'a phone without the app on ahamo',
    { line: { plan: 'ahamo' }, phone: { model: 'SH-01J' } },
    'X_AHAMO_NO_APP',
    [],
  ],
  [
    'a model that no list names',
    { phone: { model: 'ZZ-99Z' } },
    'X_MODEL_UNKNOWN',
    [MODEL_LIST, googleFind],
  ],
  ['a line without a phone', {}, 'X_NO_HANDSET', [icloudFind, googleFind]],
  ['a kids phone of before', { phone: { model: 'SH-03M' } }, 'X_KIDS_EXCLUDED', [MODEL_LIST]],
  [
    'a line of another carrier',
    { line: { plan: 'mvno' }, phone: {} },
    'X_NOT_DOCOMO_LINE',
    [googleFind],
  ],
];

describe('the page of a line', () => {
  test.each(REFUSED)('says of %s why it cannot be wiped, and where to go', async (...of) => {
    const [, situation, code, links] = of;

    await atLine(situation);

    await visitor.reads(ja.eligibility.refused);
    await visitor.reads(wordsOf(code));
    for (const name of links) expect(await visitor.link(name).count()).toBe(1);
    expect(await visitor.link(/初期化の手続きへ進む/).count()).toBe(0);
  });

  test('names Apple’s service as Apple’s, and Google’s as Google’s', async () => {
    await atLine({});

    await visitor.reads(ja.eligibility.apples);
    await visitor.reads(ja.eligibility.googles);
    const [apple, google] = await Promise.all(
      [icloudFind, googleFind].map((name) => visitor.link(name).getAttribute('href')),
    );
    expect(new URL(apple ?? '').hostname).toMatch(/(^|\.)icloud\.com$/);
    expect(new URL(google ?? '').hostname).toMatch(/(^|\.)google\.com$/);
  });
});

/** What the carrier's page wants to be said, by requirement, where a page has to show it; in both languages. */
const REQUIRED: readonly (readonly [
  string,
  Situation,
  Readonly<Record<string, Readonly<Record<Looks['language'], RegExp>>>>,
])[] = [
  [
    'an iPhone',
    { line: { lastModel: 'iPhone 14' } },
    {
      R11: { ja: /ご契約やご登録も要りません/, en: /nothing to sign up for/ },
      R12: { ja: /料金はかからず/, en: /no charge/ },
      R29: { ja: /iCloud: デバイス上の情報の消去/, en: /iCloud: Erase a device/ },
      R30: { ja: /Apple社が提供するサービス/, en: /a service of Apple/ },
      R49: { ja: /ご利用方法/, en: /How to use/ },
      'R50, Google': { ja: /Android.*商標/, en: /Android.*trademark/ },
      'R50, Apple': { ja: /Apple.*商標.*アイホン/, en: /Apple.*trademark.*Aiphone/ },
    },
  ],
  [
    'a phone that Google’s service can erase',
    { phone: { model: 'SO-51D', sim: 'esim' } },
    {
      R38: {
        ja: /「デバイスを探す」機能の準備と使い方/,
        en: /「デバイスを探す」機能の準備と使い方/,
      },
      R39: { ja: /Google社が提供するサービス/, en: /a service of Google/ },
    },
  ],
  [
    'a phone that wants an update',
    { phone: { model: 'SC-02H', preset: 'unknown' } },
    { R46: { ja: /一部サムスン製スマートフォン/, en: /some Samsung phones/ } },
  ],
  [
    'a phone with an old OS',
    { phone: { software: 'Android 4.2' } },
    { R48: { ja: /一部サービス提供条件の変更/, en: /Changes in where docomo’s Android apps/ } },
  ],
];

describe('of what has to be said', () => {
  test.each(REQUIRED)('the page of a line with %s shows all that is about it', async (...of) => {
    const [, situation, said] = of;
    await atLine(situation);

    for (const language of ['en', 'ja'] as const) {
      await visitor.look({ ...USUAL_LOOKS, language });
      for (const words of Object.values(said))
        await visitor.page.getByText(words[language]).first().waitFor();
    }
  });

  test('Apple’s guide and the help are a press away', async () => {
    await atLine({ line: { lastModel: 'iPhone 14' } });

    const guide = await visitor.link(icloudHelp).getAttribute('href');
    await visitor.page.getByRole('contentinfo').getByRole('link', { name: 'ご利用方法' }).click();

    await visitor.heading(ja.guide.howTo.title).waitFor();
    expect(guide).toMatch(/^https:\/\/support\.apple\.com\//);
  });
});

test('the form for a phone that cannot be wiped says so too, and sends nothing', async () => {
  const { stage } = house;
  const line = await stage.line();
  const handset = await new Hardware(stage, line).enrol({ statement: { model: 'SH-03M' } });

  await visitor.open(`/lines/${line.lineId}/handsets/${handset.enrolmentId}/wipe`);

  await visitor.reads(ja.request.refusedTitle);
  await visitor.reads(wordsOf('X_KIDS_EXCLUDED'));
  expect(await visitor.main.getByRole('checkbox').count()).toBe(0);
  expect(await visitor.main.getByRole('textbox').count()).toBe(0);
});

const WARNED: readonly (readonly [string, Situation, readonly ReasonCode[]])[] = [
  ['whose line is suspended', { line: { status: 'suspended' }, phone: {} }, ['W_LINE_SUSPENDED']],
  [
    'whose SIMs nobody knows the use of',
    { phone: { model: 'SO-51D', sim: 'unknown' } },
    ['W_SIM_STATE_UNKNOWN'],
  ],
  ['with both SIMs in use', { phone: { model: 'SO-51D', sim: 'dual' } }, ['W_DUAL_NOT_GUARANTEED']],
  [
    'whose setting and software nobody knows',
    { phone: { model: 'SC-02H', preset: 'unknown' } },
    ['W_PRESET_UNKNOWN', 'W_UPDATE_PENDING'],
  ],
  ['that may have come without the app', { phone: { model: 'Pixel 7a' } }, ['W_APP_UNVERIFIED']],
  ['with an old OS', { phone: { software: 'Android 4.2' } }, ['W_SHA2_LEGACY']],
  [
    'that is a keitai on irumo',
    { line: { plan: 'irumo' }, phone: { model: 'SH-01J' } },
    ['W_IRUMO_KEITAI'],
  ],
];

describe('a phone', () => {
  // A request wants a sign-in that is not long ago.
  beforeAll(async () => {
    await visitor.leave();
    visitor = await house.signedIn('office', '/');
  });

  test.each(WARNED)(
    '%s is asked for with a tick for each warning, and not without',
    async (...of) => {
      const [, situation, codes] = of;
      const { lineId, number } = await atLine(situation);
      for (const code of codes) await visitor.reads(wordsOf(code));

      await visitor.link(/初期化の手続きへ進む/).click();
      const form = new RequestForm(visitor);
      await form.isShown();
      await form.lastFour.fill(number.slice(-4));
      await form.submit.click();
      await visitor.main.getByRole('alert').getByText(ja.request.ticksMissing).waitFor();
      const owner = await house.stage.subscriber('office');
      expect(await owner.wipes(lineId)).toEqual([]);
      for (const code of codes)
        await visitor.main.getByRole('checkbox', { name: wordsOf(code) }).check();
      await form.submit.click();
      await new WipePage(visitor).waitsFor('handset');

      const [wipe, ...others] = await owner.wipes(lineId);
      expect(wipe?.state).toBe('waiting-for-handset');
      expect(others).toEqual([]);
    },
  );

  test('that was warned of is erased all the same, where it can be', async () => {
    const { stage } = house;
    const [handset] = await stage.crew(1, { model: 'SO-51D', flags: ['--sim', 'dual'] });
    if (handset === undefined) throw new Error('nobody came');
    const before = await handset.files();
    await visitor.open(`/lines/${handset.line.lineId}`);

    const form = await RequestForm.of(visitor, 'Sony Xperia 1 V');
    await form.ask(handset.line.number.slice(-4));
    await new WipePage(visitor).endsAs('erased');

    await isErased(handset, before);
  });

  test('is asked for by the digits of its own number only', async () => {
    const { lineId } = await atLine({ phone: {} });

    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    for (const [typed, words] of [
      ['', ja.request.lastFourEmpty],
      ['12', ja.request.lastFourMalformed],
      ['9999', ja.request.lastFourOther],
    ] as const) {
      await form.lastFour.fill(typed);
      await form.submit.click();
      await visitor.main.getByRole('alert').getByText(words).waitFor();
    }

    expect(await (await house.stage.subscriber('office')).wipes(lineId)).toEqual([]);
  });
});
