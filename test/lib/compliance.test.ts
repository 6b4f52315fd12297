import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CfnResource, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { acceptedFindings, pathOf } from '#lib/accepted-findings.ts';
import { addStacks } from '#lib/remote-wipe.ts';
import { makeApp } from './synthesized.ts';

const ALARMED = { alarmMail: 'operations@example.com' };
const made = makeApp(ALARMED);
const bare = makeApp(ALARMED, addStacks);
afterAll(() => {
  made.remove();
  bare.remove();
});

/** The packs, each of which counts what it looked at: a report without findings says nothing about that. */
class AwsSolutions extends AwsSolutionsChecks {
  checked = 0;
  protected override checkResource(node: CfnResource): void {
    this.checked += 1;
    super.checkResource(node);
  }
}
class Serverless extends ServerlessChecks {
  checked = 0;
  protected override checkResource(node: CfnResource): void {
    this.checked += 1;
    super.checkResource(node);
  }
}
class Nist80053 extends NIST80053R5Checks {
  checked = 0;
  protected override checkResource(node: CfnResource): void {
    this.checked += 1;
    super.checkResource(node);
  }
}
const PACKS = [AwsSolutions, Serverless, Nist80053];

const findingsOf = (report: PolicyValidationPluginReport) =>
  report.violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath })),
  );

/** Resources of all templates, as they would be deployed. */
function resourcesIn({ app }: typeof made): number {
  const { stacks } = app.synth();
  return stacks.flatMap(({ template }) => Object.keys(Template.parse(template).Resources)).length;
}
const Template = z.object({ Resources: z.record(z.string(), z.unknown()) });

describe.each(PACKS.map((Pack) => [Pack.name, Pack] as const))('cdk-nag, %s', (_, Pack) => {
  test('looks at every resource of the app, and finds nothing that is not accepted', () => {
    const pack = new Pack(made.app);

    expect(findingsOf(pack.validateScope(made.app))).toEqual([]);
    expect(pack.checked).toBe(resourcesIn(bare));
    expect(pack.checked).toBeGreaterThan(150);
  });
});

describe('cdk-nag', () => {
  const unaccepted = PACKS.flatMap((Pack) =>
    findingsOf(new Pack(bare.app).validateScope(bare.app)),
  );

  test.each(
    acceptedFindings(bare.service.region).flatMap(({ rule, at }) =>
      at.map((path) => ({ rule, path: pathOf(path) })),
    ),
  )('at $path would find what is accepted there: $rule', ({ rule, path }) => {
    expect(
      unaccepted.filter((found) => found.rule === rule && `${found.path}/`.startsWith(`${path}/`)),
    ).not.toEqual([]);
  });

  test('is told a reason for whatever is accepted', () => {
    const reasons = acceptedFindings(bare.service.region).map(({ reason }) => reason);

    expect(reasons.filter((reason) => reason.split(' ').length < 5)).toEqual([]);
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
