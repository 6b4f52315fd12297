import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { END_REASONS } from '#functions/contract/end-reasons.ts';
import { LOG_CATALOGUE } from '#functions/contract/log-catalogue.ts';
import { synthesize } from '#test/lib/synthesized.ts';

const text = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const section = (title: string) => text.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const named = (part: string) =>
  [...part.matchAll(/^\| ((?:`[^`]+`(?:, )?)+)/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );

describe('docs/operating.md', () => {
  test('explains every log code, and none that there is not', () => {
    expect(named(section('Log lines')).toSorted()).toEqual(Object.keys(LOG_CATALOGUE).toSorted());
  });

  test('explains every parameter of the service and of its edge', () => {
    const { service, edge } = synthesize();
    const made = [service, edge].flatMap((template) =>
      Object.keys(template.toJSON()['Parameters']),
    );
    const own = new Set(made.filter((name) => name !== 'BootstrapVersion'));

    expect(named(section('Deploying')).toSorted()).toEqual([...own].toSorted());
  });

  test('explains every alarm of the templates, and none that there is not', () => {
    const { records, service, edge, console } = synthesize({
      alarmMail: 'operations@example.com',
    });
    const alarms = [records, service, edge, console].flatMap((template) =>
      Object.values(template.findResources('AWS::CloudWatch::Alarm')),
    );
    const made = alarms.map(({ Properties }) => String(Properties['AlarmDescription']));
    const names = made.map((description) => description.split(': ')[0]);

    expect(named(section('Alarms')).toSorted()).toEqual([...new Set(names)].toSorted());
  });

  test('says of every reason for an end what the API says', () => {
    const rows = Object.entries(END_REASONS).map(
      ([code, { means, todo }]) => `| \`${code}\` | ${means} | ${todo} |`,
    );

    const table = section('Why a wipe ends').split('\n');
    expect(table.filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});
