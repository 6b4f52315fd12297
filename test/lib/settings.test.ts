import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { readSettings } from '#lib/settings.ts';

const read = (context: Record<string, unknown>) => readSettings(new App({ context }).node);

describe('settings', () => {
  test('have defaults for all but the alarm mail, the gateway of messages and the links of the pages', () => {
    expect(read({})).toEqual({
      region: 'ap-northeast-1',
      deliveryDeadlineDays: 30,
      commandLifeSeconds: 300,
      verdictSeconds: 900,
      stepUpSeconds: 300,
      approvalSeconds: 1800,
      commandKey: 'first',
      retentionYears: 7,
      operatorCancelsPerHour: 20,
      recordLock: 'GOVERNANCE',
      logRetentionDays: 90,
      functionMemoryMb: 512,
      requestsPerSecond: 200,
      requestBurst: 400,
      requestsPerAddress: 5000,
      codesPerAddress: 100,
      clerkWipesPerHour: 20,
      clerkWipesPerHourAlone: 3,
      clerkRequestsPerHour: 100,
      clerkSearchesPerHour: 200,
      lineWipesPerDayAlone: 2,
      shopWipesPerDay: 60,
      accountWipesPerDay: 5,
      businessWipesPerHour: 10,
      wipesPer5Minutes: 50,
      wipesPerHour: 300,
      wipesPerDay: 2000,
      smsMonthlySpendUsd: 1,
    });
  });

  test('come from the command line as text', () => {
    expect(read({ verdictSeconds: '1200' }).verdictSeconds).toBe(1200);
  });

  test.each([
    ['stepUpSeconds', 301],
    ['deliveryDeadlineDays', 331],
    ['commandLifeSeconds', 'soon'],
    ['recordLock', 'NONE'],
    ['logRetentionDays', 8],
    ['alarmMail', 'nobody'],
    ['clerkWipesPerHour', 401],
    ['wipesPerDay', 0],
    ['messageGateway', 'https://gateway.example'],
    ['messageGateway', 'arn:aws:sns:ap-northeast-1:000000000000:*'],
    ['messageGatewayKey', 'alias/gateway'],
    ['bookingUrl', 'http://shops.example/book'],
    ['lockServiceUrl', 'javascript:alert(1)'],
    ['contactUrl', 'http://support.example'],
    ['contactUrl', 'javascript:alert(1)'],
    ['contactUrl', 'tel:call-us'],
  ])('%s cannot be %s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });

  test.each(['https://support.example/contact', 'tel:0120-000-000', 'tel:+81-3-0000-0000'])(
    'lead to the help desk at %s',
    (contactUrl) => {
      expect(read({ contactUrl }).contactUrl).toBe(contactUrl);
    },
  );
});
