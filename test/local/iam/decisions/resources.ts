/** Which resources an element names, and what policy variables stand for in it. */
import {
  ACCOUNT,
  about,
  allow,
  type Decision,
  everything,
  guide,
  ROLE,
  TABLE,
  variable,
} from './decision.ts';

const resources = about(`${guide}/reference_policies_elements_resource.html`, [
  {
    rule: 'another resource is not meant',
    identity: [allow()],
    asked: { resource: `${TABLE}x` },
    answer: 'no',
  },
  { rule: 'all resources', identity: [allow({ Resource: '*' })], answer: 'yes' },
  {
    rule: 'case counts in resources',
    identity: [allow({ Resource: TABLE.replace('wipes', 'Wipes') })],
    answer: 'no',
  },
  {
    rule: 'a dot is a dot',
    identity: [allow({ Resource: TABLE.replace('wipes', 'w.pes') })],
    answer: 'no',
  },
  {
    rule: 'a question mark is one character',
    identity: [allow({ Resource: TABLE.replace('wipes', 'wipe?') })],
    answer: 'yes',
  },
  {
    rule: 'a question mark is no colon',
    identity: [allow({ Resource: TABLE.replace(':table', '?table') })],
    answer: 'no',
  },
  {
    rule: 'a star at the end of a segment goes beyond its colon',
    identity: [allow({ Resource: 'arn:aws:dynamodb:*' })],
    answer: 'yes',
  },
  {
    rule: 'a star within a segment does not',
    identity: [allow({ Resource: 'arn:aws:dyn*wipes' })],
    answer: 'no',
  },
  {
    rule: 'a star for a whole segment',
    identity: [allow({ Resource: `arn:aws:dynamodb:*:${ACCOUNT}:table/wipes` })],
    answer: 'yes',
  },
  {
    rule: 'a star crosses slashes',
    identity: [allow({ Resource: `${TABLE}*` })],
    asked: { resource: `${TABLE}/index/open` },
    answer: 'yes',
  },
  {
    rule: 'a partial ARN is another resource',
    identity: [allow({ Resource: 'arn:aws:dynamodb' })],
    answer: 'no',
  },
]);

const notResource = about(`${guide}/reference_policies_elements_notresource.html`, [
  {
    rule: 'NotResource leaves out what it names',
    identity: [{ ...everything, NotResource: TABLE }],
    answer: 'no',
  },
  {
    rule: 'NotResource means every other resource',
    identity: [{ ...everything, NotResource: `${TABLE}/index/*` }],
    answer: 'yes',
  },
  {
    rule: 'a deny of NotResource denies all but what it names',
    identity: [allow(), { ...everything, Effect: 'Deny', NotResource: `${TABLE}x` }],
    answer: 'no',
  },
]);

const variables = about(`${guide}/reference_policies_variables.html`, [
  {
    rule: 'a variable is filled in from the request',
    identity: [allow({ Resource: `topic/${variable('iot:ClientId')}/*` })],
    asked: { resource: 'topic/e1/claim', context: { 'iot:ClientId': 'e1' } },
    answer: 'yes',
  },
  {
    rule: 'a wildcard in its value is plain text',
    identity: [allow({ Resource: `topic/${variable('iot:ClientId')}/claim` })],
    asked: { resource: 'topic/e1/claim', context: { 'iot:ClientId': '*' } },
    answer: 'no',
  },
  {
    rule: 'without a value nothing matches',
    identity: [allow({ Resource: `*${variable('aws:Nothing')}` })],
    answer: 'no',
  },
  {
    rule: 'with several values nothing matches',
    identity: [allow({ Resource: `topic/${variable('k')}` })],
    asked: { resource: 'topic/a', context: { k: ['a', 'b'] } },
    answer: 'no',
  },
  {
    rule: 'a default stands in',
    identity: [allow({ Resource: `topic/${variable("k, 'other'")}` })],
    asked: { resource: 'topic/other' },
    answer: 'yes',
  },
  {
    rule: 'a star in braces is a star',
    identity: [allow({ Resource: `topic/${variable('*')}` })],
    asked: { resource: 'topic/a' },
    answer: 'no',
  },
  {
    rule: 'a variable in a condition',
    identity: [allow({ Condition: { StringEquals: { k: variable('aws:PrincipalArn') } } })],
    asked: { context: { k: ROLE } },
    answer: 'yes',
  },
]);

export const resourceDecisions: readonly Decision[] = [...resources, ...notResource, ...variables];
