/** The picture of the state machine: it has what the synthesized definition has, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { layOut } from '#console/graph/layout.ts';
import { machineOf } from '#console/graph/machine.ts';
import { runOf, stepsOf } from '#console/graph/run.ts';
import { resourcesOf, synthesize } from '../lib/synthesized.ts';

const [deployed] = resourcesOf(synthesize(), 'AWS::StepFunctions::StateMachine');
const definition: unknown = JSON.parse(z.string().parse(deployed?.Properties['DefinitionString']));

/** Read on its own: every text under `Next` or `Default`, wherever it is inside a state. */
function targetsIn(state: unknown): string[] {
  if (typeof state !== 'object' || state === null) return [];
  return Object.entries(state).flatMap(([name, value]) =>
    (name === 'Next' || name === 'Default') && typeof value === 'string'
      ? [value]
      : targetsIn(value),
  );
}
const { StartAt, States } = z
  .looseObject({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) })
  .parse(definition);

describe('the graph of the workflow', () => {
  test('has every state and every way of the synthesized definition, and no other', () => {
    const { start, states, edges } = machineOf(definition);

    expect(start).toBe(StartAt);
    expect(states.map(({ name }) => name)).toEqual(Object.keys(States));
    const wanted = Object.entries(States).flatMap(([from, state]) =>
      [...new Set(targetsIn(state))].map((to) => `${from} → ${to}`),
    );
    expect(edges.map(({ from, to }) => `${from} → ${to}`).toSorted()).toEqual(wanted.toSorted());
    expect(wanted.length).toBeGreaterThan(10);
  });

  test('tells a way by its errors where it is taken with errors alone', () => {
    const { edges } = machineOf(definition);
    const errorsOf = (from: string, to: string) =>
      edges.find((edge) => edge.from === from && edge.to === to)?.errors;

    expect(errorsOf('Dispatch and wait for the handset', 'Wait for the verdict')).toEqual([]);
    expect(errorsOf('Dispatch and wait for the handset', 'Seal the record')).toEqual([
      'WipeMovedOn',
    ]);
  });

  test('is drawn inside its picture, no state on another', () => {
    const { width, height, boxes, lines } = layOut(machineOf(definition));

    for (const { x, y, width: w, height: h } of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
    for (const { x, y } of lines.flatMap(({ points }) => points)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeLessThanOrEqual(height);
    }
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1))
        expect(
          one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y,
        ).toBe(true);
  });

  test('draws a way from a state to itself beside it', () => {
    const States = { A: { Type: 'Task', Catch: [{ ErrorEquals: ['Late'], Next: 'A' }] } };

    const { boxes, lines } = layOut(machineOf({ StartAt: 'A', States }));

    const [box] = boxes;
    const [line] = lines;
    if (box === undefined || line === undefined) throw new Error('nothing was drawn');
    const right = box.x + box.width;
    expect([line.points[0]?.x, line.points.at(-1)?.x]).toEqual([right, right]);
    expect(Math.min(...line.points.map(({ x }) => x))).toBe(right);
  });

  test('refuses a definition that leads nowhere', () => {
    const broken = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };

    expect(() => machineOf(broken)).toThrow('no state B, which A leads to');
  });
});

const AT = '2026-01-01T00:00:00Z';
const event = (type: string, more: { state?: string; details?: unknown } = {}) => ({
  id: 1,
  previous: 0,
  at: AT,
  type,
  ...more,
});

describe('a run', () => {
  const begun = [
    event('ExecutionStarted'),
    event('TaskStateEntered', { state: 'A', details: { input: '{"n":1}' } }),
    event('TaskScheduled'),
    event('TaskFailed', { details: { error: 'Lambda.TooManyRequestsException' } }),
    event('TaskScheduled'),
  ];

  test('is in the state that it has entered and not left, with every try and error of it', () => {
    expect(runOf(begun)).toMatchObject({
      present: 'A',
      failed: undefined,
      visits: [{ state: 'A', attempts: 2, errors: ['Lambda.TooManyRequestsException'] }],
    });
  });

  test('that has ended is nowhere, and its way is told', () => {
    const run = runOf([
      ...begun,
      event('TaskStateExited', { state: 'A', details: { output: '{"n":2}' } }),
      event('SucceedStateEntered', { state: 'B' }),
      event('ExecutionSucceeded'),
    ]);

    expect(run).toMatchObject({ present: undefined, failed: undefined });
    expect(stepsOf(run)).toEqual([['A', 'B']]);
    expect(run.visits[0]).toMatchObject({ output: '{"n":2}', leftAt: AT });
  });

  test('that failed says in which state', () => {
    expect(runOf([...begun, event('ExecutionFailed')])).toMatchObject({ failed: 'A' });
  });
});
