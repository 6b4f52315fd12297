import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CloudFormation, createCloudFormation } from '#local/cloudformation/part.ts';
import { planStacks } from '#local/template/plan.ts';
import { provision } from '#local/template/provision.ts';
import { queryCall, type SigningKeys } from '../signed-call.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';
import { place, stackOf, thingType } from '../template/templates.ts';

const RECORDS = {
  Description: 'what lasts',
  Parameters: {
    Owner: { Type: 'String' },
    Secret: { Type: 'String', NoEcho: true, Default: 'hidden' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' },
  },
  Resources: {
    First: { Type: 'Test::Thing', Metadata: { 'aws:cdk:path': 'Records/First' } },
    Second: { Type: 'Test::Thing', DependsOn: 'First' },
  },
  Outputs: {
    Name: {
      Value: { Ref: 'First' },
      Description: 'the first <thing>',
      Export: { Name: 'records:First' },
    },
  },
};
const SERVICE = { Resources: { Third: { Type: 'Test::Thing' } } };

let folder = temporaryFolder();
let cloud: SmallCloud;
let formation: CloudFormation;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startCloud();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const startCloud = () =>
  smallCloud(folder.path, (context) => {
    formation = createCloudFormation(context);
    return [formation];
  });

const plan = (records: object = RECORDS) => {
  const stack = { ...stackOf(records, 'Records'), tags: { service: 'wipe' }, isProtected: true };
  return planStacks([stack, stackOf(SERVICE, 'Service')], {
    types: new Map([['Test::Thing', thingType()]]),
    parameters: { Records: { Owner: 'carrier' } },
    place,
  });
};
async function deploy(records?: object) {
  const plans = plan(records);
  formation.begin(plans);
  formation.complete(await provision(plans));
}

const ask = (
  fields: { Action: string; [field: string]: string },
  keys: SigningKeys = cloud.client().credentials,
) => queryCall(cloud.url, keys, { service: 'cloudformation', Version: '2010-05-15', ...fields });
/** The texts of all elements of a name, in order. */
const all = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);

describe('a stack', () => {
  test('is described with parameters, outputs and tags, what is secret masked', async () => {
    await deploy();

    const { xml } = await ask({ Action: 'DescribeStacks', StackName: 'Records' });

    expect(all(xml, 'StackId')).toEqual([expect.stringMatching(/:stack\/Records\/[0-9a-f-]{36}$/)]);
    expect(all(xml, 'Description')).toEqual(['what lasts', 'the first &lt;thing&gt;']);
    expect(all(xml, 'ParameterKey')).toEqual(['Owner', 'Secret', 'BootstrapVersion']);
    expect(all(xml, 'ParameterValue')).toEqual(['carrier', '****', '/cdk/version']);
    expect(all(xml, 'ResolvedValue')).toEqual(['999']);
    expect(all(xml, 'OutputValue')).toEqual([expect.stringMatching(/^Records-First-/)]);
    expect(all(xml, 'ExportName')).toEqual(['records:First']);
    expect(all(xml, 'StackStatus')).toEqual(['CREATE_COMPLETE']);
    expect(all(xml, 'EnableTerminationProtection')).toEqual(['true']);
    expect(xml).toContain('<Tags><member><Key>service</Key><Value>wipe</Value></member></Tags>');
    expect(xml).not.toContain('hidden');
  });

  test('is found by its id too', async () => {
    await deploy();
    const { xml } = await ask({ Action: 'DescribeStacks', StackName: 'Records' });
    const [id = ''] = all(xml, 'StackId');

    const byId = await ask({ Action: 'DescribeStacks', StackName: String(id) });

    expect(all(byId.xml, 'StackName')).toEqual(['Records']);
  });

  test('is in progress until its resources are there', async () => {
    formation.begin(plan());

    const stacks = await ask({ Action: 'DescribeStacks', StackName: 'Records' });
    const resources = await ask({ Action: 'ListStackResources', StackName: 'Records' });

    expect(all(stacks.xml, 'StackStatus')).toEqual(['CREATE_IN_PROGRESS']);
    expect(all(stacks.xml, 'OutputValue')).toEqual([]);
    expect(all(resources.xml, 'ResourceStatus')).toEqual(Array(2).fill('CREATE_IN_PROGRESS'));
    expect(all(resources.xml, 'PhysicalResourceId')).toEqual([]);
  });

  test('keeps its time of creation, and is updated when its template changes', async () => {
    await deploy();
    const described = () => ask({ Action: 'DescribeStacks', StackName: 'Records' });
    const first = (await described()).xml;
    cloud.clock.shift(60_000);

    await deploy();
    const same = (await described()).xml;
    await deploy({ ...RECORDS, Description: 'changed' });
    const changed = (await described()).xml;

    expect(same).toContain('CREATE_COMPLETE');
    expect(all(same, 'CreationTime')).toEqual(all(first, 'CreationTime'));
    expect(all(same, 'LastUpdatedTime')).toEqual([]);
    expect(changed).toContain('UPDATE_COMPLETE');
    expect(all(changed, 'CreationTime')).toEqual(all(first, 'CreationTime'));
    expect(all(changed, 'LastUpdatedTime')).toHaveLength(1);
  });

  test('that nobody has is an error in the words of CloudFormation', async () => {
    await deploy();

    const { status, xml } = await ask({ Action: 'DescribeStacks', StackName: 'None' });

    expect(status).toBe(400);
    expect(all(xml, 'Code')).toEqual(['ValidationError']);
    expect(all(xml, 'Message')).toEqual(['Stack with id None does not exist']);
  });

  test('is listed with the others, by status', async () => {
    await deploy();
    const list = (filter: Record<string, string>) => ask({ Action: 'ListStacks', ...filter });

    const every = await list({});
    const complete = await list({ 'StackStatusFilter.member.1': 'CREATE_COMPLETE' });
    const deleted = await list({ 'StackStatusFilter.member.1': 'DELETE_COMPLETE' });

    expect(all(every.xml, 'StackName')).toEqual(['Records', 'Service']);
    expect(all(complete.xml, 'StackName')).toEqual(['Records', 'Service']);
    expect(all(deleted.xml, 'StackName')).toEqual([]);
  });

  test('gives its template back as it was written', async () => {
    await deploy();

    const { xml } = await ask({ Action: 'GetTemplate', StackName: 'Records' });

    const [body = ''] = all(xml, 'TemplateBody');
    const text = String(body)
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>');
    expect(JSON.parse(text)).toEqual(RECORDS);
  });

  test('exports values', async () => {
    await deploy();

    const { xml } = await ask({ Action: 'ListExports' });

    expect(all(xml, 'Name')).toEqual(['records:First']);
    expect(all(xml, 'Value')).toEqual([expect.stringMatching(/^Records-First-/)]);
    expect(all(xml, 'ExportingStackId')).toEqual([expect.stringContaining(':stack/Records/')]);
  });
});

describe('a resource', () => {
  test('is described by its stack and logical id, with its metadata', async () => {
    await deploy();
    const of = (LogicalResourceId: string) =>
      ask({ Action: 'DescribeStackResource', StackName: 'Records', LogicalResourceId });

    const first = await of('First');
    const none = await of('None');

    expect(all(first.xml, 'ResourceType')).toEqual(['Test::Thing']);
    expect(all(first.xml, 'ResourceStatus')).toEqual(['CREATE_COMPLETE']);
    expect(first.xml).toContain('{&quot;aws:cdk:path&quot;:&quot;Records/First&quot;}');
    expect(all(none.xml, 'Message')).toEqual(['Resource None does not exist for stack Records']);
  });

  test('leads to its stack by its physical id', async () => {
    await deploy();
    const listed = await ask({ Action: 'ListStackResources', StackName: 'Service' });
    const [physicalId = ''] = all(listed.xml, 'PhysicalResourceId');
    const describe = (PhysicalResourceId: string) =>
      ask({ Action: 'DescribeStackResources', PhysicalResourceId });

    const found = await describe(String(physicalId));
    const none = await describe('none');

    expect(all(found.xml, 'LogicalResourceId')).toEqual(['Third']);
    expect(all(found.xml, 'StackName')).toEqual(['Service']);
    expect(all(none.xml, 'Code')).toEqual(['ValidationError']);
  });

  test('stands in a page of a hundred, and a token leads to the next', async () => {
    const many = Array.from({ length: 130 }, (_, index) => [`R${index}`, { Type: 'Test::Thing' }]);
    await deploy({ ...RECORDS, Resources: { ...RECORDS.Resources, ...Object.fromEntries(many) } });
    const page = (more: object = {}) =>
      ask({ Action: 'ListStackResources', StackName: 'Records', ...more });

    const first = await page();
    const [NextToken = ''] = all(first.xml, 'NextToken');
    const second = await page({ NextToken });
    const astray = await page({ NextToken: 'x' });

    expect(all(first.xml, 'LogicalResourceId')).toHaveLength(100);
    expect(all(second.xml, 'LogicalResourceId')).toHaveLength(32);
    expect(all(second.xml, 'NextToken')).toEqual([]);
    expect(all(astray.xml, 'Code')).toEqual(['ValidationError']);
  });
});

describe('a role', () => {
  const own = 'arn:aws:cloudformation:ap-northeast-1:000000000000:stack/Records/*';

  test('sees the stacks that its policies name', async () => {
    await deploy();
    const role = await cloud.role('Reader', [
      { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: own },
    ]);
    const keys = cloud.client(role).credentials;

    const records = await ask({ Action: 'DescribeStacks', StackName: 'Records' }, keys);
    const service = await ask({ Action: 'DescribeStacks', StackName: 'Service' }, keys);
    const everything = await ask({ Action: 'DescribeStacks' }, keys);
    const resources = await ask({ Action: 'ListStackResources', StackName: 'Records' }, keys);

    expect(records.status).toBe(200);
    for (const { status, xml } of [service, everything, resources]) {
      expect(status).toBe(403);
      expect(all(xml, 'Code')).toEqual(['AccessDenied']);
    }
  });

  test('does not learn whether a stack is there that it may not see', async () => {
    await deploy();
    const role = await cloud.role('Nobody', []);

    const answer = await ask(
      { Action: 'DescribeStacks', StackName: 'None' },
      cloud.client(role).credentials,
    );

    expect(all(answer.xml, 'Code')).toEqual(['AccessDenied']);
  });
});

test('an operation that changes stacks is unknown, and a member that is not read is refused', async () => {
  await deploy();

  const change = await ask({ Action: 'DeleteStack', StackName: 'Records' });
  const odd = await ask({ Action: 'DescribeStacks', Depth: '1' });

  expect(change.status).toBe(400);
  expect(all(change.xml, 'Code')).toEqual(['InvalidAction']);
  expect(all(change.xml, 'Message')).toEqual([
    'Could not find operation DeleteStack for version 2010-05-15',
  ]);
  expect(cloud.lines).toContainEqual({
    part: 'endpoint',
    event: 'unknown-operation',
    service: 'cloudformation',
    operation: 'DeleteStack',
  });
  expect(all(odd.xml, 'Code')).toEqual(['ValidationError']);
});
