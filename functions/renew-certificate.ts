/** `POST /v1/enrolments/{enrolmentId}/certificate`: a new certificate for the same enrolment, proven by its key. */
import { IoTClient } from '@aws-sdk/client-iot';
import { Fault } from '#domain/fault.ts';
import { certificatesInUse } from '#domain/line/enrolment.ts';
import { RENEWAL_TYPE, Renewal } from '#domain/protocol/enrolment.ts';
import { type PublicJwk, thumbprint, verifyJws } from '#domain/protocol/signature.ts';
import { type Certificates, certificatesOf } from './aws/certificates.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { RenewCertificate } from './contract/requests.ts';
import { keyOfRequest } from './enrolment/signing-request.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, enrolmentIdOf } from './http/input.ts';
import { json, ProblemError } from './http/problem.ts';
import { isConflict } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';

interface Dependencies {
  readonly enrolments: Pick<Enrolments, 'read' | 'renew'>;
  readonly certificates: Certificates;
}

/** Renewals in a row without a claim over one of the certificates that they brought. */
const MOST_UNUSED = 5;

export const renewCertificate =
  ({ enrolments, certificates }: Dependencies): ApiHandler =>
  async (event) => {
    const enrolmentId = enrolmentIdOf(event);
    const { csr, statement } = bodyOf(event, RenewCertificate);
    const enrolment = await enrolments.read(enrolmentId);
    if (enrolment === undefined || enrolment.state === 'over')
      throw new ProblemError('enrolment-not-found');
    const renewal = await readRenewal(statement, enrolment.enrolmentKey);
    const key = keyOfRequest(csr);
    const thumb = key && (await thumbprint(key));
    // The hardware key survives a reset, so no certificate of a life may be for it.
    if (thumb !== renewal.certificateKey || thumb === enrolment.handsetId)
      throw new ProblemError('key-mismatch');
    const fresh = renewal.enrolmentId === enrolmentId && renewal.counter > enrolment.renewalCounter;
    if (!fresh) throw new ProblemError('statement-refused');

    // Any of the answers may have been lost, so the handset may hold any of these certificates, and can claim over it.
    if (certificatesInUse(enrolment).length > MOST_UNUSED) throw new ProblemError('renewal-unused');
    const certificate = await certificates.issue(enrolmentId, csr);
    try {
      const { counter } = renewal;
      await enrolments.renew(enrolment, { certificateArn: certificate.arn, counter });
    } catch (error) {
      await certificates.revoke(certificate.arn);
      throw isConflict(error) ? new ProblemError('statement-refused') : error;
    }
    return json(200, {
      certificate: certificate.pem,
      ca: certificates.caPem,
      endpoint: await certificates.endpoint(),
    });
  };

async function readRenewal(statement: string, key: PublicJwk): Promise<Renewal> {
  try {
    return await verifyJws(statement, { typ: RENEWAL_TYPE, key, schema: Renewal });
  } catch (error) {
    throw error instanceof Fault ? new ProblemError('statement-refused') : error;
  }
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('renew-certificate');
  return {
    enrolments: enrolmentsIn(dynamo(), environment.ENROLMENTS_TABLE),
    certificates: certificatesOf(new IoTClient({}), {
      policy: environment.HANDSET_POLICY,
      caPem: environment.MQTT_CA_PEM,
    }),
  };
};

export const handler = api(renewCertificate(dependencies()));
