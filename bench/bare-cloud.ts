/** A local cloud of one table and one IoT policy, as a process of its own: what the product's figures are held against. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnPolicy } from 'aws-cdk-lib/aws-iot';
import { FREE_PORTS } from '#demo/ports.ts';
import { startCloud } from '#local/cloud.ts';

/** The table has as many indexes as the product's largest, and the policy lets everybody everywhere. */
function synthesize(outdir: string): void {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Bare', { env: { region: 'ap-northeast-1' } });
  const text = (name: string) => ({ name, type: AttributeType.STRING });
  const table = new TableV2(stack, 'Table', {
    partitionKey: text('id'),
    globalSecondaryIndexes: ['one', 'two', 'three'].map((indexName) => ({
      indexName,
      partitionKey: text(indexName),
      projectionType: ProjectionType.KEYS_ONLY,
    })),
  });
  const policy = new CfnPolicy(stack, 'Policy', {
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }],
    },
  });
  new CfnOutput(stack, 'TableName', { value: table.tableName });
  new CfnOutput(stack, 'PolicyName', { value: policy.ref });
  app.synth();
}

const folder = mkdtempSync(join(tmpdir(), 'bare-cloud-'));
const assemblyDir = join(folder, 'assembly');
synthesize(assemblyDir);
let mqttCa = '';
const cloud = await startCloud({
  assemblyDir,
  dataDir: join(folder, 'data'),
  ports: FREE_PORTS,
  log: () => undefined,
  parameters: (facts) => {
    mqttCa = facts.mqttCa;
    return {};
  },
});
const whereabouts = {
  endpoint: cloud.endpointUrl,
  mqtt: cloud.addresses['mqtt'],
  mqttCa,
  outputs: cloud.outputs,
};
process.stdout.write(`${JSON.stringify(whereabouts)}\n`);
process.once('SIGINT', async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});
