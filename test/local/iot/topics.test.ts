import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEmitter } from '#local/iot/broker/emitter.ts';
import { TopicTree, topicFilterProblem, topicNameProblem } from '#local/iot/topics.ts';

/** Whether a filter covers a topic, said as simply as can be. */
function covers(filter: string, topic: string): boolean {
  const [wanted, actual] = [filter.split('/'), topic.split('/')];
  const end = wanted.indexOf('#');
  if (end === -1 ? wanted.length !== actual.length : actual.length <= end) return false;
  return wanted.every((level, index) => level === '#' || level === '+' || level === actual[index]);
}

describe('a topic tree', () => {
  test.each([
    ['sensor/#', 'sensor/', true],
    ['sensor/#', 'sensor/room/1', true],
    ['sensor/#', 'sensor', false],
    ['sensor/+/room1', 'sensor/temperature/room1', true],
    ['sensor/+/room1', 'sensor/temperature/room2', false],
    ['+', '/a', false],
    ['+/+', '/a', true],
    ['a//b', 'a//b', true],
    ['A', 'a', false],
  ])('%s covers %s: %s', (filter, topic, covered) => {
    const tree = new TopicTree<string>();
    tree.add(filter, 'value');

    expect(tree.match(topic).length > 0).toBe(covered);
  });

  test('finds what the filters added and not deleted cover', () => {
    const level = fc.constantFrom('', 'a', 'b', 'c');
    const filter = fc
      .tuple(
        fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'));
    const topic = fc.array(level, { minLength: 1, maxLength: 5 }).map((levels) => levels.join('/'));

    fc.assert(
      fc.property(fc.array(filter), fc.array(filter), topic, (added, deleted, name) => {
        const tree = new TopicTree<string>();
        for (const each of added) tree.add(each, each);
        for (const each of deleted) tree.delete(each, each);

        const left = [...new Set(added)].filter((each) => !deleted.includes(each));
        expect(tree.match(name).toSorted()).toEqual(
          left.filter((each) => covers(each, name)).toSorted(),
        );
      }),
    );
  });
});

test.each([
  ['', 'empty'],
  ['a+b', 'wildcards'],
  ['a/#', 'wildcards'],
  ['$SYS/a', 'reserved'],
  ['a\0', 'null'],
  ['あ'.repeat(86), '256 bytes'],
  ['/'.repeat(8), '7 slashes'],
])('nobody publishes to %j', (topic, problem) => {
  expect(topicNameProblem(topic)).toContain(problem);
});

test.each(['a#', 'a/#/b', 'a/b+', '++', '##', '$share/g/a', ''])(
  'nobody subscribes to %j',
  (filter) => {
    expect(topicFilterProblem(filter)).toBeDefined();
  },
);

test.each(['#', '+', '+/a/#', '/', 'あ/b'])('one may subscribe to %j', (filter) => {
  expect(topicFilterProblem(filter)).toBeUndefined();
});

test('the emitter numbers packets as they leave, whatever number they came in with', () => {
  const emitter = createEmitter();
  const numbers: (number | undefined)[] = [];
  emitter.on('a', ({ brokerCounter }) => numbers.push(brokerCounter));

  emitter.emit({ topic: 'a', brokerCounter: 8 });
  emitter.emit({ topic: 'a', brokerCounter: 7 });

  expect(numbers).toEqual([1, 2]);
});
