/** GetObjectRetention and PutObjectRetention. */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import { element } from '../endpoint/xml.ts';
import type { Gate } from './authorization.ts';
import type { Bucket, Retention, Version } from './bucket.ts';
import { verifyChecksums } from './checksum.ts';
import { missingObject } from './missing-object.ts';
import type { ObjectStore } from './object-store.ts';
import { asksToBypass, requireChangeable } from './retention.ts';
import { xmlReply } from './xml-reply.ts';

interface Place {
  readonly bucket: Bucket;
  readonly key: string;
}

/** Makes both operations. */
export function retentionOperations(store: ObjectStore, gate: Gate, clock: Clock) {
  /** The version that is asked for, or the newest. */
  function versionOf({ query, caller }: AwsCall, { bucket, key }: Place): Version {
    const versionId = query.get('versionId');
    const version =
      versionId === null
        ? store.latest(bucket.name, key)
        : store.version(bucket.name, key, versionId);
    if (version !== undefined) return version;
    throw missingObject({
      key,
      versionId,
      mayList: gate.allows(caller, 'ListBucket', bucket, undefined),
    });
  }

  return {
    getObjectRetention(call: AwsCall, place: Place): AwsReply {
      gate.require(call.caller, 'GetObjectRetention', place.bucket, place.key);
      const { retention } = versionOf(call, place);
      if (retention === undefined)
        throw new AwsError(
          'NoSuchObjectLockConfiguration',
          'The specified object does not have a ObjectLock configuration',
          { status: 404 },
        );
      return xmlReply(
        'Retention',
        element('Mode', retention.mode) +
          element('RetainUntilDate', new Date(retention.until).toISOString()),
      );
    },

    putObjectRetention(call: AwsCall, place: Place): AwsReply {
      const { body, headers, caller } = call;
      const { bucket, key } = place;
      verifyChecksums(body, headers);
      const wanted = readRetention(body.toString('utf8'));
      gate.require(caller, 'PutObjectRetention', bucket, key, {
        ...(wanted && {
          's3:object-lock-mode': wanted.mode,
          's3:object-lock-retain-until-date': new Date(wanted.until).toISOString(),
        }),
      });
      if (!bucket.hasObjectLock)
        throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
      const version = versionOf(call, place);
      if (version.isDeleteMarker)
        throw new AwsError(
          'MethodNotAllowed',
          'The specified method is not allowed against this resource.',
          { status: 405 },
        );
      const now = clock.now();
      if (wanted !== undefined && wanted.until <= now)
        throw new AwsError('InvalidArgument', 'The retain until date must be in the future!');
      requireChangeable(version, wanted, {
        now,
        mayBypass: () =>
          asksToBypass(headers) && gate.allows(caller, 'BypassGovernanceRetention', bucket, key),
      });
      store.setRetention(bucket.name, version, wanted);
      return { status: 200 };
    },
  };
}

/** `<Retention>` with both members, or with none, which lifts it. @throws AwsError `MalformedXML`. */
function readRetention(xml: string): Retention | undefined {
  const inside = /<Retention(?:\s[^>]*)?(?:\/>|>([\s\S]*)<\/Retention>)/.exec(xml);
  const [, mode] = /<Mode>(COMPLIANCE|GOVERNANCE)<\/Mode>/.exec(inside?.[1] ?? '') ?? [];
  const [, date] = /<RetainUntilDate>([^<]+)<\/RetainUntilDate>/.exec(inside?.[1] ?? '') ?? [];
  const until = Date.parse(date ?? '');
  if (inside !== null && (inside[1] ?? '').trim() === '') return undefined;
  if ((mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') || Number.isNaN(until))
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  return { mode, until };
}
