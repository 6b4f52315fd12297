import { describe, expect, test } from '@jest/globals';
import { functionCalled } from '#cloud/functions.ts';
import { physicalNameOf } from '#local/template/names.ts';

const ISSUE_COMMAND = 'HandsetMessagingIssueCommandFunction0A1B2C3D';
const issueCommand = {
  shortName: 'issue-command',
  functionName: physicalNameOf('RemoteWipe-Service', ISSUE_COMMAND),
};
const enrol = {
  shortName: 'enrol',
  functionName: physicalNameOf('RemoteWipe-Service', 'ApiEnrolFunction4E5F6071'),
};
const called = (word: string) => functionCalled(word, [enrol, issueCommand]);

describe('a function', () => {
  test.each([
    ['its file', 'issue-command'],
    ['AWS', issueCommand.functionName],
    ['the template', ISSUE_COMMAND],
  ])('is known by the name that it has for %s', (_, word) => {
    expect(called(word)).toBe(issueCommand);
  });

  test.each([
    ['another hash', 'HandsetMessagingIssueCommandFunction0A1B2C3E'],
    ['no hash', 'HandsetMessagingIssueCommandFunction'],
    ['more behind it', `${ISSUE_COMMAND}X`],
    ['nothing', ''],
  ])('is not known by its logical id with %s', (_, word) => {
    expect(() => called(word)).toThrow(
      `there is no function ${word}; there are enrol, issue-command`,
    );
  });
});
