/** `POST /v1/lines/{lineId}/step-up-code`: sends a code to a contact of the owner that is not the line itself. */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import type { ReferralCode } from '#domain/eligibility/texts.ts';
import type { Contact } from '#domain/line/line.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from './aws/dynamo.ts';
import { mailBy } from './aws/mail.ts';
import { smsBy } from './aws/sms.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { lineIdOf } from './http/input.ts';
import { subscriberOf } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { time } from './http/views.ts';
import { contactsForCode, type Senders, sendTo } from './line/contacts.ts';
import { newCode, nextCodeAt } from './line/one-time-code.ts';
import { withStepUpCode } from './line/step-up-code.ts';
import { log } from './log.ts';
import { wordsOfStepUp } from './messages/texts/step-up.ts';
import type { Words } from './messages/words.ts';
import { type Lines, linesIn } from './store/lines.ts';

/** Where somebody goes whom no code can reach. */
const SHOP: ReferralCode = 'F_SHOP_COUNTER';

interface Dependencies extends Senders {
  readonly lines: Pick<Lines, 'owned' | 'change'>;
  readonly now: () => number;
  readonly newCode: () => string;
}

export const sendStepUpCode =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const { person, account } = subscriberOf(event);
    const line = await deps.lines.owned(lineIdOf(event), account);
    if (line === undefined) throw new ProblemError('line-not-found');
    const now = deps.now();
    const contacts = contactsForCode(line, now);
    if (contacts.length === 0) throw new ProblemError('no-contact-for-code', { referrals: [SHOP] });

    const code = deps.newCode();
    const { kept, next } = await deps.lines.change(line.lineId, (present) => {
      const store = withStepUpCode(present, { person, code, now });
      const sentAt = present.stepUpCodesSentAt ?? [];
      return {
        ...(store && { store }),
        answer: { kept: store?.stepUpCode, next: nextCodeAt(sentAt, now) },
      };
    });
    if (kept === undefined) {
      log({ code: 'codes-limit-reached', lineId: line.lineId });
      const wait = String(Math.ceil((next - now) / SECOND));
      // Whoever has the password can use the codes up; the owner is not left without a way.
      throw new ProblemError('too-many-codes', { referrals: [SHOP] }, { 'retry-after': wait });
    }
    const words = wordsOfStepUp(code, line.language);
    const by = await sendToFirst(deps, contacts, { words, lineId: line.lineId });
    return json(202, { by, expiresAt: time(kept.expiresAt) });
  };

/** To one contact: the first that takes it. @throws ProblemError `code-not-sent` */
async function sendToFirst(
  deps: Dependencies,
  contacts: readonly Contact[],
  { words, lineId }: { words: Words; lineId: string },
): Promise<Contact['kind']> {
  for (const contact of contacts) {
    try {
      await sendTo(deps, contact, { words });
      return contact.kind;
    } catch (error) {
      log({ code: 'code-not-sent', lineId, kind: contact.kind, error });
    }
  }
  throw new ProblemError('code-not-sent', { referrals: [SHOP] });
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('send-step-up-code');
  return {
    lines: linesIn(dynamo(), environment.LINES_TABLE),
    mail: mailBy(new SESv2Client({}), environment.SENDER_ADDRESS),
    sms: smsBy(new SNSClient({})),
    now: Date.now,
    newCode,
  };
};

export const handler = api(sendStepUpCode(dependencies())).use(signedIn());
