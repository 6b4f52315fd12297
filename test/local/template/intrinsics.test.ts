import { describe, expect, test } from '@jest/globals';
import { provisionThings, stackOf } from './templates.ts';

/** A reference inside `Fn::Sub`. */
const sub = (name: string) => `$\{${name}}`;

const template = (Value: unknown) => ({
  Parameters: {
    Issuer: { Type: 'String', Default: '' },
    Count: { Type: 'Number', Default: 3 },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x' },
  },
  Mappings: { Sizes: { small: { memory: 128 } } },
  Conditions: {
    HasIssuer: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Issuer' }, ''] }] },
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-northeast-1'] },
    Both: { 'Fn::And': [{ Condition: 'Here' }, { 'Fn::Not': [{ Condition: 'HasIssuer' }] }] },
    Either: { 'Fn::Or': [{ Condition: 'HasIssuer' }, { Condition: 'Here' }] },
  },
  Resources: {
    Other: { Type: 'Test::Thing' },
    Probe: { Type: 'Test::Thing', Properties: { Value } },
  },
});

const resolved = async (value: unknown, parameters = {}) =>
  (await provisionThings([stackOf(template(value))], { records: parameters })).values['Probe'];

describe('intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref of a parameter', { Ref: 'Issuer' }, ''],
    ['Ref of a number', { Ref: 'Count' }, 3],
    ['Ref of a list', { Ref: 'Names' }, ['a', 'b']],
    ['Ref of a resource', { Ref: 'Other' }, expect.stringMatching(/^records-Other-[0-9A-F]{12}$/)],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn:test:Other'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Other.Nested.Name' }, 'deep'],
    ['Fn::Sub', { 'Fn::Sub': `a-${sub('AWS::Region')}-${sub('Count')}` }, 'a-ap-northeast-1-3'],
    ['Fn::Sub of an attribute', { 'Fn::Sub': `${sub('Other.Arn')}/*` }, 'arn:test:Other/*'],
    [
      'Fn::Sub with own values',
      { 'Fn::Sub': [`${sub('x')}${sub('!x')}`, { x: { Ref: 'Count' } }] },
      `3${sub('x')}`,
    ],
    ['Fn::Join', { 'Fn::Join': [':', ['a', { Ref: 'AWS::AccountId' }]] }, 'a:000000000000'],
    ['Fn::Join of a list', { 'Fn::Join': [',', { 'Fn::GetAtt': ['Other', 'Urls'] }] }, 'a,b'],
    ['Fn::Split', { 'Fn::Split': ['/', 'a/b'] }, ['a', 'b']],
    [
      'Fn::Select',
      { 'Fn::Select': [2, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Other', 'Arn'] }] }] },
      'Other',
    ],
    ['Fn::Select with a text', { 'Fn::Select': ['0', ['a']] }, 'a'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
    ['Fn::Base64', { 'Fn::Base64': 'abc' }, 'YWJj'],
    ['Fn::If true', { 'Fn::If': ['Here', 'yes', 'no'] }, 'yes'],
    ['Fn::If false', { 'Fn::If': ['HasIssuer', 'yes', { Ref: 'Count' }] }, 3],
    ['Fn::And', { 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
    ['Fn::Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['AWS::NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['AWS::NoValue in a list', [1, { Ref: 'AWS::NoValue' }], [1]],
    [
      'AWS::NoValue by condition',
      { a: { 'Fn::If': ['HasIssuer', 1, { Ref: 'AWS::NoValue' }] } },
      {},
    ],
    [
      'AWS::Partition and AWS::URLSuffix',
      [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::URLSuffix' }],
      ['aws', 'amazonaws.com'],
    ],
    ['AWS::StackName', { Ref: 'AWS::StackName' }, 'records'],
    [
      'AWS::StackId',
      { Ref: 'AWS::StackId' },
      expect.stringMatching(
        /^arn:aws:cloudformation:ap-northeast-1:000000000000:stack\/records\/[0-9a-f-]{36}$/,
      ),
    ],
    ['the bootstrap version', { Ref: 'BootstrapVersion' }, '999'],
    [
      'a policy block called Condition',
      { Condition: { Bool: { a: 'b' } } },
      { Condition: { Bool: { a: 'b' } } },
    ],
    ['what is no function', { Ref: 'Issuer', other: 1 }, { Ref: 'Issuer', other: 1 }],
  ])('%s', async (_, value, expected) => {
    expect(await resolved(value)).toEqual(expected);
  });

  test('a given parameter replaces the default and turns the conditions', async () => {
    const value = { 'Fn::If': ['HasIssuer', { Ref: 'Issuer' }, 'none'] };
    expect(await resolved(value, { Issuer: 'http://127.0.0.1:1' })).toBe('http://127.0.0.1:1');
  });

  test.each<[string, unknown, string]>([
    ['an unknown function', { 'Fn::Cidr': ['a', 1] }, 'Fn::Cidr is not supported'],
    ['an unknown name', { Ref: 'Nobody' }, 'Nobody is no resource'],
    ['an unknown name inside Fn::Sub', { 'Fn::Sub': sub('Nobody') }, 'Nobody is no resource'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Other', 'Color'] }, 'no attribute Color'],
    ['an unknown condition', { 'Fn::If': ['Nothing', 1, 2] }, 'condition Nothing is missing'],
    ['an unknown mapping', { 'Fn::FindInMap': ['Sizes', 'small', 'cpu'] }, 'no entry small, cpu'],
    ['an import nobody exports', { 'Fn::ImportValue': 'x' }, 'no earlier stack exports x'],
    ['a selection out of range', { 'Fn::Select': [3, ['a']] }, 'finds no element 3'],
    ['a dynamic reference', '{{resolve:ssm:/a}}', 'dynamic reference {{resolve:ssm:/a}}'],
  ])('refuses %s', async (_, value, message) => {
    await expect(resolved(value)).rejects.toThrow(message);
  });
});
