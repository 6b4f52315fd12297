/** A handset that only enrols, and renews its certificate: what it sent serves afterwards as what a thief may replay. */
import { digest } from '#domain/audit/digest.ts';
import { internationalNumber } from '#domain/line/line.ts';
import { RENEWAL_TYPE, STATEMENT_TYPE } from '#domain/protocol/enrolment.ts';
import { publicPart, signJws, thumbprint } from '#domain/protocol/signature.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { enrolmentApi } from '#handset/enrolment-api.ts';
import { generateKey } from '#handset/keys.ts';
import { codeSentBy } from './inbox.ts';

export interface EnrolledHandset {
  readonly enrolmentId: string;
  /** The body that enrolled it: its code is used up. */
  readonly enrolled: { number: string; code: string; csr: string; statement: string };
  /** The body that renewed its certificate: its counter is used up. */
  readonly renewed: { csr: string; statement: string };
}

export async function enrolHandset(
  { api, inbox }: { api: string; inbox: string },
  number: string,
): Promise<EnrolledHandset> {
  const service = enrolmentApi(api, new AbortController().signal);
  const to = internationalNumber(number);
  const code = await codeSentBy(inbox, to, () => service.sendCode(number));
  const [hardware, life, renewal] = [generateKey(), generateKey(), generateKey()];
  const enrolmentId = await thumbprint(life);
  const iat = Math.floor(Date.now() / 1000);
  const statement = {
    ...{ model: 'SO-01M', sim: 'nano', preset: 'done', software: '1.0', app: '1.0', iat },
    enrolmentKey: enrolmentId,
    codeHash: digest(code),
  };
  const jwk = publicPart(hardware);
  const enrolled = {
    ...{ number, code, csr: certificateRequest(enrolmentId, life) },
    statement: await signJws(statement, { typ: STATEMENT_TYPE, key: hardware, jwk }),
  };
  await service.enrol(enrolled);
  const wish = { enrolmentId, certificateKey: await thumbprint(renewal), counter: 1, iat };
  const renewed = {
    csr: certificateRequest(enrolmentId, renewal),
    statement: await signJws(wish, { typ: RENEWAL_TYPE, key: life }),
  };
  await service.renew(enrolmentId, renewed);
  return { enrolmentId, enrolled, renewed };
}
