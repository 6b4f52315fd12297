/** What AWS IoT Core takes as a topic name and as a topic filter, and which names a filter covers. */

/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
const MOST_BYTES = 256;
const MOST_SLASHES = 7;

/** Why nobody may publish to a topic, or `undefined`. */
export function topicNameProblem(topic: string): string | undefined {
  // [MQTT-3.3.2-2]
  if (/[#+]/.test(topic)) return 'a topic name has no wildcards';
  return problemOf(topic);
}

/** Why nobody may subscribe to a filter, or `undefined`. */
export function topicFilterProblem(filter: string): string | undefined {
  const levels = filter.split('/');
  // [MQTT-4.7.1-2], [MQTT-4.7.1-3]
  if (levels.some((level) => level.length > 1 && /[#+]/.test(level)))
    return 'a wildcard stands alone in its level';
  if (levels.slice(0, -1).includes('#')) return '# is the last level only';
  return problemOf(filter);
}

function problemOf(text: string): string | undefined {
  // [MQTT-4.7.3-1], [MQTT-4.7.3-2]
  if (text === '') return 'it is empty';
  if (text.includes('\0')) return 'it has a null character';
  if (Buffer.byteLength(text) > MOST_BYTES) return `it is over ${MOST_BYTES} bytes`;
  if (text.split('/').length - 1 > MOST_SLASHES) return `it has over ${MOST_SLASHES} slashes`;
  // https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html: none of them is hosted here.
  if (text.startsWith('$')) return 'topics that begin with $ are reserved';
  return undefined;
}

interface Level<Value> {
  readonly below: Map<string, Level<Value>>;
  readonly values: Set<Value>;
}

const emptyLevel = <Value>(): Level<Value> => ({ below: new Map(), values: new Set() });

/** Values kept under topic filters, and found by the topic names that the filters cover. */
export class TopicTree<Value> {
  readonly #root: Level<Value> = emptyLevel();

  add(filter: string, value: Value): void {
    let level = this.#root;
    for (const name of filter.split('/')) {
      let next = level.below.get(name);
      if (next === undefined) {
        next = emptyLevel();
        level.below.set(name, next);
      }
      level = next;
    }
    level.values.add(value);
  }

  delete(filter: string, value: Value): void {
    remove(this.#root, filter.split('/'), value);
  }

  /**
   * All values whose filters cover a topic. As on AWS `sensor/#` does not cover `sensor` itself:
   * https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-differences
   */
  match(topic: string): Value[] {
    const found: Value[] = [];
    collect(this.#root, topic.split('/'), 0, found);
    return found;
  }
}

function collect<Value>(
  level: Level<Value>,
  names: readonly string[],
  depth: number,
  found: Value[],
): void {
  const name = names[depth];
  if (name === undefined) {
    found.push(...level.values);
    return;
  }
  found.push(...(level.below.get('#')?.values ?? []));
  for (const next of [level.below.get(name), level.below.get('+')])
    if (next !== undefined) collect(next, names, depth + 1, found);
}

/** Answers whether nothing is left in the level. */
function remove<Value>(
  level: Level<Value>,
  [name, ...rest]: readonly string[],
  value: Value,
): boolean {
  if (name === undefined) level.values.delete(value);
  else {
    const next = level.below.get(name);
    if (next !== undefined && remove(next, rest, value)) level.below.delete(name);
  }
  return level.values.size === 0 && level.below.size === 0;
}
