/** `POST /v1/enrolments/code`: sends a one-time code to the SIM. The answer never tells whether the line exists. */
import { SNSClient } from '@aws-sdk/client-sns';
import { internationalNumber } from '#domain/line/line.ts';
import { dynamo } from './aws/dynamo.ts';
import { type Sms, smsBy } from './aws/sms.ts';
import { readEnvironment } from './contract/environment.ts';
import { SendEnrolmentCode } from './contract/requests.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf } from './http/input.ts';
import { json } from './http/problem.ts';
import { withCode } from './line/enrolment-code.ts';
import { newCode } from './line/one-time-code.ts';
import { log } from './log.ts';
import { codeSms } from './messages/texts/handset.ts';
import { type Lines, linesIn } from './store/lines.ts';

interface Dependencies {
  readonly lines: Pick<Lines, 'byNumber' | 'change'>;
  readonly sms: Sms;
  readonly now: () => number;
  /** Eight random digits. */
  readonly newCode: () => string;
}

export const sendEnrolmentCode =
  ({ lines, sms, now, newCode }: Dependencies): ApiHandler =>
  async (event) => {
    const { number } = bodyOf(event, SendEnrolmentCode);

    const line = await lines.byNumber(number);
    if (line !== undefined) {
      const code = newCode();
      const stored = await lines.change(line.lineId, (present) => {
        const store = withCode(present, code, now());
        return store ? { store, answer: true } : { answer: false };
      });
      if (stored)
        await sms
          .send(internationalNumber(line.number), codeSms(code))
          .catch((error: unknown) => log({ code: 'code-not-sent', lineId: line.lineId, error }));
    }
    return json(202, {});
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('send-enrolment-code');
  return {
    lines: linesIn(dynamo(), environment.LINES_TABLE),
    sms: smsBy(new SNSClient({})),
    now: Date.now,
    newCode,
  };
};

export const handler = api(sendEnrolmentCode(dependencies()));
