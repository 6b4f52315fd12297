import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { resourceType } from '#local/part.ts';
import { inertTypes } from '#local/template/inert-resource.ts';
import { TemplateError } from '#local/template/problem.ts';
import { place, provisionThings, stackOf } from './templates.ts';

const thing = (Properties: object = {}, rest: object = {}) => ({
  Type: 'Test::Thing',
  Properties,
  ...rest,
});
const ref = (name: string) => ({ Value: { Ref: name } });

async function problemsOf(...provisioning: Parameters<typeof provisionThings>) {
  const error = await provisionThings(...provisioning).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof TemplateError ? error.problems : [error];
}

describe('order', () => {
  test('a resource comes after what it refers to and what it depends on', async () => {
    const { created } = await provisionThings([
      stackOf({
        Resources: {
          A: thing(ref('B')),
          B: thing({}, { DependsOn: ['C'] }),
          C: thing(),
        },
      }),
    ]);
    expect(created).toEqual(['C', 'B', 'A']);
  });

  test('a cycle is named', async () => {
    const problems = await problemsOf([
      stackOf({ Resources: { A: thing(ref('B')), B: thing(ref('C')), C: thing(ref('A')) } }),
    ]);
    expect(problems).toEqual(['records: a cycle: A needs B needs C needs A']);
  });

  test('a stack reads what an earlier one exports', async () => {
    const { values, outputs } = await provisionThings([
      stackOf({
        Resources: { A: thing() },
        Outputs: {
          Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] }, Export: { Name: 'records:Arn' } },
          Never: { Value: 'x', Condition: 'No' },
        },
        Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      }),
      stackOf(
        { Resources: { B: thing({ Value: { 'Fn::ImportValue': 'records:Arn' } }) } },
        'service',
      ),
    ]);
    expect(values['B']).toBe('arn:test:A');
    expect(outputs).toEqual({ records: { Arn: 'arn:test:A' }, service: {} });
  });
});

describe('conditions', () => {
  const conditional = (more: object) =>
    stackOf({
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { A: { ...thing(), Condition: 'No' }, ...more },
    });

  test('a resource whose condition is false is not created', async () => {
    const { created } = await provisionThings([conditional({ B: thing({}, { DependsOn: 'A' }) })]);
    expect(created).toEqual(['B']);
  });

  test('a reference to it is an error', async () => {
    expect(await problemsOf([conditional({ B: thing(ref('A')) })])).toEqual([
      'records: B (Test::Thing): A is no resource of this stack',
    ]);
  });

  test('a reference in the branch that is not taken is none', async () => {
    const value = { 'Fn::If': ['No', { Ref: 'A' }, 'other'] };
    const { values } = await provisionThings([conditional({ B: thing({ Value: value }) })]);
    expect(values['B']).toBe('other');
  });

  test('a condition defined by itself is an error', async () => {
    const stack = stackOf({
      Conditions: {
        A: { 'Fn::Not': [{ Condition: 'B' }] },
        B: { 'Fn::Not': [{ Condition: 'A' }] },
      },
      Resources: { X: { ...thing(), Condition: 'A' } },
    });
    expect(await problemsOf([stack])).toEqual(['records: condition A is defined by itself']);
  });
});

describe('refusals', () => {
  test('all unknown types and properties are named at once, before anything is created', async () => {
    const stack = stackOf({
      Resources: {
        A: thing(),
        B: { Type: 'AWS::EC2::Instance' },
        C: thing({ Color: 'red', Inner: { Known: 'a', Unknown: 'b' }, Tags: [] }),
        D: thing({ Size: 11 }),
        E: thing({ Size: { Ref: 'A' } }),
      },
    });
    const service = stackOf({ Resources: { F: { Type: 'AWS::RDS::DBInstance' } } }, 'service');

    expect(await problemsOf([stack, service])).toEqual([
      'records: B (AWS::EC2::Instance): the resource type is not supported',
      'records: C (Test::Thing): property Inner.Unknown is not supported',
      'records: C (Test::Thing): property Color is not supported',
      expect.stringContaining('records: D (Test::Thing): property Size: Too big'),
      'service: F (AWS::RDS::DBInstance): the resource type is not supported',
    ]);
  });

  test('a property that turns out wrong is named with its resource', async () => {
    const stack = stackOf({ Resources: { A: thing(), E: thing({ Size: { Ref: 'A' } }) } });
    expect(await problemsOf([stack])).toEqual([expect.stringMatching(/^records: E .*Size/s)]);
  });

  test.each<[string, object, Record<string, string>, string]>([
    [
      'a parameter that is not declared',
      {},
      { Other: 'a' },
      'parameter Other is given but not declared',
    ],
    [
      'a parameter without a value',
      { A: { Type: 'String' } },
      {},
      'parameter A has no value and no default',
    ],
    [
      'a value off the list',
      { A: { Type: 'String', AllowedValues: ['a'] } },
      { A: 'b' },
      'parameter A does not satisfy its constraint',
    ],
    [
      'a value off the pattern',
      { A: { Type: 'String', AllowedPattern: 'https?://.*' } },
      { A: 'xhttp://' },
      'parameter A does not satisfy its constraint',
    ],
    [
      'a value too short',
      { A: { Type: 'String', MinLength: 1, ConstraintDescription: 'say it' } },
      { A: '' },
      'parameter A does not satisfy its constraint: say it',
    ],
    [
      'a number that is none',
      { A: { Type: 'Number' } },
      { A: 'x' },
      'parameter A does not satisfy its constraint',
    ],
    [
      'a type nobody reads',
      { A: { Type: 'AWS::EC2::VPC::Id' } },
      { A: 'x' },
      'parameter A has the type AWS::EC2::VPC::Id, which is not supported',
    ],
    [
      'a stored parameter',
      { A: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' } },
      {},
      'parameter A: there is no parameter store here',
    ],
  ])('refuses %s', async (_, declared, given, problem) => {
    const stack = stackOf({ Parameters: declared, Resources: {} });
    expect(await problemsOf([stack], { records: given })).toEqual([`records: ${problem}`]);
  });

  test('refuses parameters for a stack that is not there', async () => {
    expect(await problemsOf([], { other: {} })).toEqual([
      'other: parameters are given for a stack that is not in the assembly',
    ]);
  });
});

describe('types that do nothing', () => {
  test('answer references', async () => {
    const att = (name: string) => ({ 'Fn::GetAtt': ['Logs', name] });
    const { values } = await provisionThings(
      [
        stackOf({
          Resources: {
            Logs: {
              Type: 'AWS::Logs::LogGroup',
              Properties: { LogGroupName: '/a', RetentionInDays: 7 },
            },
            Pool: { Type: 'AWS::Cognito::UserPool' },
            A: thing({ Value: [att('Arn'), { Ref: 'Logs' }, { Ref: 'Pool' }] }),
          },
        }),
      ],
      {},
      inertTypes(place),
    );
    expect(values['A']).toEqual([
      'arn:aws:logs:ap-northeast-1:000000000000:log-group:/a:*',
      '/a',
      expect.stringMatching(/^ap-northeast-1_[0-9A-F]{12}$/),
    ]);
  });

  test('include the function behind a custom resource that is hosted', async () => {
    const deployment = resourceType({
      type: 'Custom::CDKBucketDeployment',
      properties: z.looseObject({}),
      inert: [],
      create: async () => ({ ref: 'done', attributes: {} }),
    });
    const { resources } = await provisionThings(
      [
        stackOf({
          Resources: {
            Pages: {
              Type: 'Custom::CDKBucketDeployment',
              Properties: { ServiceToken: { 'Fn::GetAtt': ['Deployer', 'Arn'] } },
            },
            Deployer: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13' } },
          },
        }),
      ],
      {},
      [deployment],
    );
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Deployer', 'Pages']);
  });
});
