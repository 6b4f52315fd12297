/** How an SNS operation reads its input, and how it answers a map of attributes and a list. */
import { pageOf } from '../aws/page.ts';
import { queryOperationsWith } from '../aws/query-operations.ts';
import { element, memberElements } from '../endpoint/xml.ts';
import { invalid } from './message.ts';

/** An operation whose input is parsed first. */
export const snsOperation = queryOperationsWith('InvalidParameter');

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html: up to 100 a page. */
const PAGE_LENGTH = 100;

/** One page of a list. */
export function pageXml(name: string, members: readonly string[], token: string | undefined) {
  const page = pageOf(members, PAGE_LENGTH, token);
  if (page === undefined) throw invalid('NextToken');
  const rest = page.next === undefined ? '' : element('NextToken', page.next);
  return memberElements(name, page.entries) + rest;
}

/** `<Attributes>` as the Query protocol writes a map. */
export function attributesXml(map: Readonly<Record<string, string | number | boolean>>): string {
  const entries = Object.entries(map).map(
    ([key, value]) => `<entry>${element('key', key)}${element('value', value)}</entry>`,
  );
  return `<Attributes>${entries.join('')}</Attributes>`;
}
