/** A certificate for a handset that enrols, and the enrolment that keeps account of it. */
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import type { Certificate, Certificates } from '../aws/certificates.ts';
import type { Push } from '../aws/push.ts';
import { ProblemError } from '../http/problem.ts';
import { log } from '../log.ts';
import { isConflict } from '../store/conflict.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Applicant } from './statement.ts';

export interface CertifyingSources {
  readonly enrolments: Pick<Enrolments, 'read' | 'put' | 'replaceCertificate'>;
  readonly certificates: Certificates;
  readonly push: Pick<Push, 'endpointOf'>;
  /** Platform application of the push service, where the deployment has one. */
  readonly pushApplication: string | undefined;
  readonly now: () => number;
}

/**
 * The same key again is the same enrolment, with a new certificate. Each certificate is on the enrolment's item or
 * revoked, so that whoever ends the enrolment ends them all.
 */
export async function certify(
  sources: CertifyingSources,
  { line, applicant, csr }: { line: Line; applicant: Applicant; csr: string },
): Promise<Certificate> {
  const { enrolments, certificates } = sources;
  const { enrolmentId, handsetId } = applicant;
  const known = await enrolments.read(enrolmentId);
  if (known === undefined) return certifyNew(sources, { line, applicant, csr });
  if (!isSame(known, line, handsetId)) throw new ProblemError('enrolment-ended');
  // Before the item forgets it.
  for (const former of known.formerCertificateArns ?? []) await certificates.revoke(former);
  const certificate = await certificates.issue(enrolmentId, csr);
  await orRevoke(sources, certificate, () => enrolments.replaceCertificate(known, certificate.arn));
  await certificates.revoke(known.certificateArn);
  return certificate;
}

async function certifyNew(
  sources: CertifyingSources,
  { line, applicant, csr }: { line: Line; applicant: Applicant; csr: string },
): Promise<Certificate> {
  const { enrolmentId, handsetId, enrolmentKey, statement } = applicant;
  const certificate = await sources.certificates.issue(enrolmentId, csr);
  const { model, sim, preset, software, app, pushToken } = statement;
  const pushEndpoint = pushToken && (await pushEndpointOf(sources, pushToken));
  const now = sources.now();
  await orRevoke(sources, certificate, () =>
    sources.enrolments.put({
      enrolmentId,
      handsetId,
      lineId: line.lineId,
      enrolmentKey,
      ...{ model, sim, preset, software, app },
      ...(pushEndpoint && { pushEndpoint }),
      certificateArn: certificate.arn,
      state: 'current',
      enrolledAt: now,
      lastSeenAt: now,
      renewalCounter: 0,
    }),
  );
  return certificate;
}

/** Writes down a new certificate. The same handset asked twice at once: the one that came second asks again. */
async function orRevoke(
  { certificates }: CertifyingSources,
  { arn }: Certificate,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isConflict(error)) throw error;
    await certificates.revoke(arn);
    throw new ProblemError('busy', {}, { 'retry-after': '1' });
  }
}

const isSame = (known: Enrolment, line: Line, handsetId: string) =>
  known.handsetId === handsetId && known.lineId === line.lineId && known.state !== 'over';

/** Push only makes waking quicker: without an endpoint the enrolment stands, and SMS wakes the handset. */
async function pushEndpointOf(
  { push, pushApplication }: CertifyingSources,
  token: string,
): Promise<string | undefined> {
  if (pushApplication === undefined) return undefined;
  return push.endpointOf(pushApplication, token).catch((error: unknown) => {
    log({ code: 'wake-up-not-sent', error });
    return undefined;
  });
}
