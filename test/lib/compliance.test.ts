import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acceptedFindings } from '#lib/accepted-findings.ts';
import { addStacks } from '#lib/remote-wipe.ts';
import { makeApp } from './synthesized.ts';

const made = makeApp({ alarmMail: 'operations@example.com' });
const bare = makeApp({}, addStacks);
afterAll(() => {
  made.remove();
  bare.remove();
});

const findingsIn = ({ app }: typeof made) =>
  new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath })),
    );

describe('cdk-nag, AwsSolutions', () => {
  const unaccepted = findingsIn(bare);

  test('finds nothing that is not accepted with a reason', () => {
    expect(findingsIn(made)).toEqual([]);
  });

  test.each(
    acceptedFindings(bare.service.region).flatMap(({ rule, at }) =>
      at.map((path) => ({ rule, path })),
    ),
  )('$path would be found if it were not accepted: $rule', ({ rule, path }) => {
    const inside = `${bare.service.stackName}/${path}/`;

    expect(
      unaccepted.filter((found) => found.rule === rule && `${found.path}/`.startsWith(inside)),
    ).not.toEqual([]);
  });
});

describe('CDK', () => {
  test('finds nothing in the templates that AWS CloudFormation would refuse', () => {
    process.env['CDK_VALIDATION'] = 'true';

    const { directory } = made.app.synth();

    const report: unknown = JSON.parse(
      readFileSync(join(directory, 'validation-report.json'), 'utf8'),
    );
    expect(report).toMatchObject({ pluginReports: [] });
    // Its rules are evaluated for seconds.
  }, 120_000);
});
