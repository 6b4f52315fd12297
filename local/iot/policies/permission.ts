/** May this connection do that? Decided at every act, from the registry as it is then. */
import { decide } from '../../iam/evaluate.ts';
import type { ConditionKeys } from '../../iam/pattern.ts';
import type { Registry } from '../registry/registry.ts';
import type { ThingPolicies } from './policies.ts';

/** Who is at the other end of a connection. */
export interface Connected {
  readonly certificateId: string;
  readonly clientId: string;
}

export interface Act {
  readonly action:
    | 'iot:Connect'
    | 'iot:Publish'
    | 'iot:RetainPublish'
    | 'iot:Subscribe'
    | 'iot:Receive';
  readonly resource: string;
  /** What a CONNECT asks for: `LastWill`. */
  readonly connectAttributes?: readonly string[];
}

/** Whether the policies attached to the certificate let the connection do this. */
export type Permission = (connected: Connected, act: Act) => boolean;

export function createPermission(registry: Registry, policies: ThingPolicies): Permission {
  return (connected, { action, resource, connectAttributes }) => {
    const { certificateId } = connected;
    if (registry.certificates.get(certificateId)?.status !== 'ACTIVE') return false;
    const documents = registry
      .policiesOf(certificateId)
      .flatMap((name) => policies.get(name)?.document ?? []);
    const keys = connectionKeys(connected, registry, connectAttributes);
    return decide(documents, { action, resource, keys }) === 'allow';
  };
}

/**
 * "The thing name is obtained from the client ID"; a variable that does not resolve makes its statement match nothing.
 * https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html
 */
function connectionKeys(
  { certificateId, clientId }: Connected,
  registry: Registry,
  connectAttributes: readonly string[] | undefined,
): ConditionKeys {
  const attached = registry.isAttached(clientId, certificateId);
  const keys = new Map<string, readonly string[]>([
    ['iot:clientid', [clientId]],
    ['iot:connection.thing.isattached', [String(attached)]],
  ]);
  if (attached) keys.set('iot:connection.thing.thingname', [clientId]);
  if (connectAttributes !== undefined) keys.set('iot:connectattributes', connectAttributes);
  return keys;
}
