import { describe, expect, test } from '@jest/globals';
import { setClientStage } from './client-stage.ts';
import { runProgram } from './debian-program.ts';

const set = setClientStage();

describe('a client of Debian', () => {
  test('that is missing is named with the package that brings it', async () => {
    const missing = { command: 'no-such-program', debianPackage: 'no-such-package' };

    const outcome = runProgram(missing, []);

    await expect(outcome).rejects.toThrow('install the Debian package no-such-package');
  });

  test('has the variables that it is given, PATH, and none of the developer', async () => {
    process.env['AWS_PROFILE'] = 'of-the-developer';

    const { stdout } = await runProgram({ command: 'env', debianPackage: 'coreutils' }, [], {
      HOME: '/nowhere',
    });

    expect(stdout).toContain('HOME=/nowhere\n');
    expect(stdout).toContain('PATH=');
    expect(stdout).not.toContain('of-the-developer');
  });
});

describe('the AWS CLI', () => {
  test('is answered in JSON', async () => {
    const { aws } = set();

    const topics = await aws.json('sns', 'list-topics');

    expect(topics).toEqual({ Topics: [{ TopicArn: expect.stringMatching(/^arn:aws:sns:/) }] });
  });

  test('is told the code of an error', async () => {
    const { aws } = set();

    const code = await aws.errorCode('dynamodb', 'describe-table', '--table-name', 'no-such-table');

    expect(code).toBe('ResourceNotFoundException');
  });
});
