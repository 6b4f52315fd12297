import { describe, expect, test } from '@jest/globals';
import { resolveReferences } from '#local/template/dynamic-reference.ts';

const ARN = 'arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:push-a1B2c3';
const secretText = (id: string) =>
  id === ARN || id === 'push' ? '{"key":"abc"}' : `text of ${id}`;

describe('dynamic references', () => {
  test.each<[string, unknown, unknown]>([
    ['a secret by ARN', `{{resolve:secretsmanager:${ARN}:SecretString:::}}`, '{"key":"abc"}'],
    ['a key of a secret', `{{resolve:secretsmanager:${ARN}:SecretString:key::}}`, 'abc'],
    ['a secret by name', '{{resolve:secretsmanager:push}}', '{"key":"abc"}'],
    [
      'inside a text, inside a list',
      [{ a: '<{{resolve:secretsmanager:push:SecretString:key}}>' }],
      [{ a: '<abc>' }],
    ],
    ['nothing to resolve', { a: 1, b: null, c: '{{x}}' }, { a: 1, b: null, c: '{{x}}' }],
  ])('%s', (_, value, expected) => {
    expect(resolveReferences(value, secretText)).toEqual(expected);
  });

  test.each([
    ['a parameter store', '{{resolve:ssm:/a}}', 'is not supported'],
    [
      'a key that the secret has not',
      '{{resolve:secretsmanager:push:SecretString:other}}',
      'finds no such key',
    ],
    [
      'a key of a secret that is no JSON',
      '{{resolve:secretsmanager:x:SecretString:other}}',
      'finds no such key',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => resolveReferences(value, secretText)).toThrow(message);
  });
});
