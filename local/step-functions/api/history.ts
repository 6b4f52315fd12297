/** GetExecutionHistory: the events as AWS shapes them (API_HistoryEvent.html). */
import * as z from 'zod';
import { type JsonOperation, jsonOperation } from '../../aws/json-operations.ts';
import type { Entry, HistoryEvent } from '../execution/entry.ts';
import { copyOf } from '../journal/reader.ts';
import { checkExecutionArn } from '../names.ts';
import { pageInput, pageOf } from './page.ts';
import { epochSeconds, type Service } from './service.ts';

const historyInput = z.strictObject({
  ...pageInput,
  executionArn: z.string().min(1).max(256),
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
});

export function historyOperations(service: Service): Record<string, JsonOperation> {
  const { context, directory, journal, runner } = service;
  return {
    GetExecutionHistory: jsonOperation(historyInput, async (input, { caller }) => {
      const { executionArn: arn, reverseOrder, includeExecutionData } = input;
      checkExecutionArn(arn);
      context.access.require({ caller, action: 'states:GetExecutionHistory', resource: arn });
      const execution = directory.byArn(arn);
      runner.settle(execution);
      const places = copyOf(execution.places);
      await execution.written;
      await using reader = journal.reader();
      const batches = await reader.read(places);
      const events = batches.flatMap(({ entries }) => entries).filter(isEvent);
      if (reverseOrder) events.reverse();
      const list = `${arn}${reverseOrder ? ' reversed' : ''}`;
      const keyOf = ({ id }: HistoryEvent) => id;
      const { entries, rest } = pageOf({ list, entries: events, keyOf }, input);
      const shape = (event: HistoryEvent) => shapeOf(event, context.region, includeExecutionData);
      return { events: entries.map(shape), ...rest };
    }),
  };
}

const isEvent = (entry: Entry): entry is HistoryEvent => 'id' in entry;

/**
 * One event. Without `data` its input and output stay away: so the API says, and says nothing of the parameters of
 * TaskScheduled, which hold task tokens.
 */
export function shapeOf(event: HistoryEvent, region: string, data: boolean): object {
  const { id, previous, at, type, ...details } = event;
  return {
    timestamp: epochSeconds(at),
    type,
    id,
    previousEventId: previous,
    ...detailsOf(type, { ...details, ...integration(event, region) }, data),
  };
}

function integration(event: HistoryEvent, region: string): object {
  if (!('resource' in event)) return {};
  return { resourceType: 'lambda', ...(event.type === 'TaskScheduled' && { region }) };
}

function detailsOf(type: HistoryEvent['type'], fields: object, data: boolean): object {
  const shown = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (name !== 'input' && name !== 'output') return [[name, value]];
    // Always false for API calls (API_HistoryEventExecutionDataDetails.html).
    return data
      ? [
          [name, value],
          [`${name}Details`, { truncated: false }],
        ]
      : [];
  });
  return { [memberOf(type)]: Object.fromEntries(shown) };
}

/** The events of all state types share two members; every other event has its own. */
function memberOf(type: HistoryEvent['type']): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
