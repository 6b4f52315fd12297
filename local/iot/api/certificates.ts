/** The operations on certificates: CreateCertificateFromCsr, Describe-, Update-, Delete- and ListCertificates. */
import { createHash, X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { Authority } from '../ca/authority.ts';
import { readCertificateRequest } from '../ca/certificate-request.ts';
import type { Certificate } from '../registry/entries.ts';
import type { Registry } from '../registry/registry.ts';
import {
  booleanText,
  invalidRequest,
  notFound,
  type RestOperation,
  restOperation,
} from './operation.ts';
import { pageOf, pageSize, pageToken } from './page.ts';

const certificateId = z
  .string()
  .regex(/^(0x)?[a-fA-F0-9]{64}$/)
  .transform((id) => id.replace(/^0x/, '').toLowerCase());

export function certificateOperations(
  context: CloudContext,
  registry: Registry,
  authority: Authority,
  arns: IotArns,
): RestOperation[] {
  const { account, clock } = context;
  const find = (id: string): Certificate => {
    const certificate = registry.certificates.get(id);
    if (certificate === undefined) throw notFound(`Certificate ${id} does not exist`);
    return certificate;
  };
  const resource = (input: { certificateId: string }) => arns.certificate(input.certificateId);

  return [
    restOperation(context, {
      name: 'CreateCertificateFromCsr',
      route: 'POST /certificates',
      input: z.strictObject({
        certificateSigningRequest: z.string().min(1).max(4096),
        setAsActive: booleanText.default(false),
      }),
      resource: () => '*',
      async run({ certificateSigningRequest, setAsActive }) {
        const pem = authority.issue(readCertificateRequest(certificateSigningRequest));
        const id = idOf(pem);
        const now = clock.now();
        const certificate: Certificate = {
          id,
          pem,
          status: setAsActive ? 'ACTIVE' : 'INACTIVE',
          createdAt: now,
          modifiedAt: now,
          version: 1,
        };
        await registry.apply({ entry: 'certificate', certificate });
        return { certificateArn: arns.certificate(id), certificateId: id, certificatePem: pem };
      },
    }),

    restOperation(context, {
      name: 'DescribeCertificate',
      route: 'GET /certificates/{certificateId}',
      input: z.strictObject({ certificateId }),
      resource,
      run({ certificateId: id }) {
        const { pem, status, createdAt, modifiedAt, version } = find(id);
        const { validFromDate, validToDate } = new X509Certificate(pem);
        return {
          certificateDescription: {
            certificateArn: arns.certificate(id),
            certificateId: id,
            certificatePem: pem,
            certificateMode: 'DEFAULT',
            status,
            ownedBy: account,
            creationDate: createdAt / 1000,
            lastModifiedDate: modifiedAt / 1000,
            customerVersion: version,
            validity: {
              notBefore: validFromDate.getTime() / 1000,
              notAfter: validToDate.getTime() / 1000,
            },
          },
        };
      },
    }),

    restOperation(context, {
      name: 'UpdateCertificate',
      route: 'PUT /certificates/{certificateId}',
      // The other statuses are AWS's own or deprecated: API_UpdateCertificate, newStatus.
      input: z.strictObject({
        certificateId,
        newStatus: z.enum(['ACTIVE', 'INACTIVE', 'REVOKED']),
      }),
      resource,
      async run({ certificateId: id, newStatus: status }) {
        const { version, ...found } = find(id);
        const certificate = { ...found, status, modifiedAt: clock.now(), version: version + 1 };
        await registry.apply({ entry: 'certificate', certificate });
        return {};
      },
    }),

    restOperation(context, {
      name: 'DeleteCertificate',
      route: 'DELETE /certificates/{certificateId}',
      input: z.strictObject({ certificateId, forceDelete: booleanText.default(false) }),
      resource,
      async run({ certificateId: id, forceDelete }) {
        if (find(id).status === 'ACTIVE')
          throw new AwsError(
            'CertificateStateException',
            `Certificate must be deactivated (not ACTIVE) before deletion. id=${id}`,
            { status: 406 },
          );
        // "Forces the deletion of a certificate if it is inactive and is not attached to an IoT thing."
        const attached =
          registry.thingsOf(id).length > 0 || (!forceDelete && registry.policiesOf(id).length > 0);
        if (attached)
          throw new AwsError(
            'DeleteConflictException',
            `Things or policies must be detached before deletion (arn: ${arns.certificate(id)})`,
            { status: 409 },
          );
        await registry.apply({ entry: 'certificate-gone', id });
        return {};
      },
    }),

    restOperation(context, {
      name: 'ListCertificates',
      route: 'GET /certificates',
      input: z.strictObject({
        pageSize,
        marker: pageToken,
        isAscendingOrder: booleanText.default(false),
      }),
      resource: () => '*',
      run({ pageSize: size, marker, isAscendingOrder }) {
        const oldestFirst = [...registry.certificates.values()].map(
          ({ id, status, createdAt }) => ({
            certificateArn: arns.certificate(id),
            certificateId: id,
            certificateMode: 'DEFAULT',
            status,
            creationDate: createdAt / 1000,
          }),
        );
        const all = isAscendingOrder ? oldestFirst : oldestFirst.toReversed();
        const { entries, next } = pageOf(all, size, marker);
        return { certificates: entries, nextMarker: next };
      },
    }),
  ];
}

/** "The certificate ID": SHA-256 of its DER. @throws AwsError for a name in the request that no certificate can have. */
function idOf(pem: string): string {
  try {
    return createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
  } catch {
    throw invalidRequest('The certificate signing request is not valid: its subject is not a name');
  }
}
