/** The AWS IoT Core part: registry, certificates, MQTT broker and topic rules, as the template uses them. */
import { join } from 'node:path';
import { AwsError } from '../aws/error.ts';
import type { CloudContext, Part } from '../part.ts';
import { attachmentOperations } from './api/attachments.ts';
import { certificateOperations } from './api/certificates.ts';
import { createDataPlane } from './api/data-plane.ts';
import { endpointOperation } from './api/endpoint.ts';
import { answerRest } from './api/operation.ts';
import { policyOperations } from './api/policies.ts';
import { ruleOperations } from './api/rules.ts';
import { thingOperations } from './api/things.ts';
import { createArns } from './arns.ts';
import { type Broker, openBroker } from './broker/broker.ts';
import { createMeter } from './broker/meter.ts';
import { type MqttServer, startMqttServer } from './broker/server.ts';
import { openAuthority } from './ca/authority.ts';
import type { Message } from './message.ts';
import { createPermission } from './policies/permission.ts';
import { createPolicies } from './policies/policies.ts';
import { Registry } from './registry/registry.ts';
import { RetainedMessages } from './retained.ts';
import type { ActionTargets } from './rules/actions.ts';
import { createRulesEngine } from './rules/engine.ts';
import { createRules } from './rules/rule.ts';

export interface Iot extends Part {
  /** Where devices connect. @throws AwsError `ServiceUnavailableException` until the part has started. */
  readonly mqttAddress: () => { host: string; port: number };
  /** The certificate that the MQTT server's is signed by. */
  readonly caPem: () => string;
}

export interface IotDependencies extends ActionTargets {
  /** 0 takes any free port. */
  readonly ports: { readonly mqtt: number };
}

export function createIot(context: CloudContext, deps: IotDependencies): Iot {
  const { log } = context;
  const folder = join(context.dataDir, 'iot');
  const arns = createArns(context);
  const authority = openAuthority(folder);
  const registry = new Registry(join(folder, 'registry.jsonl'));
  const retained = new RetainedMessages(join(folder, 'retained.jsonl'));
  const { policies, resource: policyResource } = createPolicies(context, arns);
  const { rules, resource: ruleResource } = createRules(context, arns);
  const engine = createRulesEngine(context, rules, deps);
  let running: { readonly server: MqttServer; readonly broker: Broker } | undefined;

  const started = () => {
    if (running !== undefined) return running;
    throw new AwsError('ServiceUnavailableException', 'the MQTT broker is not running', {
      status: 503,
    });
  };
  const accept = async (message: Message) => {
    if (message.retain) await retained.put({ ...message, at: context.clock.now() });
    await engine.run(message);
  };
  const dataPlane = createDataPlane(context, arns, {
    retained,
    async publish(message) {
      const { broker } = started();
      await accept(message);
      broker.forward(message);
    },
  });
  const mqttAddress = () => {
    const { host, port } = started().server;
    return { host, port };
  };
  const operations = [
    ...thingOperations(context, registry, arns),
    ...certificateOperations(context, registry, authority, arns),
    ...attachmentOperations(context, registry, policies, arns),
    ...policyOperations(context, policies, arns),
    ...ruleOperations(context, rules, arns),
    endpointOperation(context, () => `${mqttAddress().host}:${mqttAddress().port}`),
  ];

  return {
    name: 'iot',
    // `iotdata` is what the installed client signs for; older ones sign for `iotdevicegateway`.
    signingNames: ['iot', 'iotdata', 'iotdevicegateway'],
    resources: [policyResource, ruleResource],
    handle: (call) => (call.service === 'iot' ? answerRest(operations, call) : dataPlane(call)),
    mqttAddress,
    caPem: () => authority.pem,

    async start() {
      if (running !== undefined) return;
      const permission = createPermission(registry, policies);
      const broker = await openBroker({
        retained,
        log,
        permission,
        arns,
        accept,
        meter: createMeter(context),
      });
      registry.onWeakened((certificateId) => broker.disconnect(certificateId));
      const server = await startMqttServer({
        authority,
        port: deps.ports.mqtt,
        isActive: (id) => registry.certificates.get(id)?.status === 'ACTIVE',
        serve: (socket, certificateId) => broker.serve(socket, certificateId),
        onRefused: (reason) => log({ part: 'iot', event: 'connection-refused', reason }),
      }).catch(async (error: unknown) => {
        // Its timers would keep the process alive.
        await broker.close();
        throw error;
      });
      running = { server, broker };
      for (const policy of registry.attachedPolicies())
        if (!policies.has(policy)) log({ part: 'iot', event: 'attached-policy-gone', policy });
    },

    async stop() {
      const { server, broker } = running ?? {};
      running = undefined;
      await broker?.close();
      await server?.close();
      await registry.close();
      await retained.close();
    },
  };
}
