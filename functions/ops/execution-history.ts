/** Runs of the workflow as AWS Step Functions remembers them, with every callback token taken out. */
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type * as z from 'zod/mini';
import type { ExecutionView, WorkflowView } from '../contract/ops-bodies.ts';
import { ProblemError } from '../http/problem.ts';
import { time } from '../http/views.ts';

type Told = Omit<z.infer<typeof ExecutionView>, 'run' | 'runs'>;
type Event = Told['events'][number];

/** `no-such-run`: none of that name, or forgotten 90 days after its end. `no-such-page`: a token that AWS does not know. */
export type History = Told | 'no-such-run' | 'no-such-page';

const EVENTS_A_PAGE = 200;
/** That are kept from one question to the next. */
const MOST_DEFINITIONS = 50;

const named = (error: unknown, name: string) => error instanceof Error && error.name === name;

/** Too many look at runs just now; whoever asks again later is answered. */
const busyWhenThrottled = (error: unknown) =>
  named(error, 'ThrottlingException')
    ? new ProblemError('busy', {}, { 'retry-after': '30' })
    : error;

export function executionHistoryOf(client: SFNClient, stateMachineArn: string) {
  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
  const arnOf = (name: string) =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

  /** A run keeps the definition that it began with, and AWS is asked for those least often of all. */
  const definitions = new Map<string, string>();
  const definitionOf = async (executionArn: string): Promise<string> => {
    const known = definitions.get(executionArn);
    if (known !== undefined) return known;
    const { definition = '' } = await client.send(
      new DescribeStateMachineForExecutionCommand({ executionArn }),
    );
    definitions.set(executionArn, definition);
    const [oldest] = definitions.keys();
    if (definitions.size > MOST_DEFINITIONS && oldest !== undefined) definitions.delete(oldest);
    return definition;
  };

  const read = async (executionArn: string, after: string | undefined): Promise<Told> => {
    const [execution, history, definition] = await Promise.all([
      client.send(new DescribeExecutionCommand({ executionArn })),
      client.send(
        new GetExecutionHistoryCommand({
          executionArn,
          maxResults: EVENTS_A_PAGE,
          includeExecutionData: true,
          ...(after !== undefined && { nextToken: after }),
        }),
      ),
      after === undefined ? definitionOf(executionArn) : undefined,
    ]);
    const { status = 'RUNNING', startDate, stopDate } = execution;
    return {
      status,
      startedAt: timeOf(startDate),
      ...(stopDate && { stoppedAt: timeOf(stopDate) }),
      ...(definition !== undefined && { definition: parsed(definition) }),
      events: (history.events ?? []).map(eventView),
      ...(history.nextToken !== undefined && { next: history.nextToken }),
    };
  };

  return {
    /** A page of a run's history. The first one brings the state machine that the run follows. */
    async read(name: string, after?: string): Promise<History> {
      try {
        return await read(arnOf(name), after);
      } catch (error) {
        if (named(error, 'ExecutionDoesNotExist')) return 'no-such-run';
        if (named(error, 'InvalidToken')) return 'no-such-page';
        throw busyWhenThrottled(error);
      }
    },

    /** The state machine as it is deployed. */
    async workflow(): Promise<z.infer<typeof WorkflowView>> {
      const machine = await client
        .send(new DescribeStateMachineCommand({ stateMachineArn }))
        .catch((error: unknown) => Promise.reject(busyWhenThrottled(error)));
      return {
        definition: parsed(machine.definition ?? ''),
        updatedAt: timeOf(machine.creationDate),
      };
    },
  };
}

export type ExecutionHistory = ReturnType<typeof executionHistoryOf>;

/** AWS gives every event and execution a time; its client's types do not promise it. */
const timeOf = (date: Date | undefined) => time(date?.getTime() ?? 0);

/** One event. All but its common members stand in one more, whose name its type tells. */
function eventView({
  id = 0,
  previousEventId = 0,
  timestamp,
  type,
  ...members
}: HistoryEvent): Event {
  const [details] = Object.values(members).filter((member) => member !== undefined);
  const shown = details === undefined ? undefined : withoutTokens(details);
  const state = details && 'name' in details ? details.name : undefined;
  return {
    id,
    previous: previousEventId,
    at: timeOf(timestamp),
    type: type ?? 'Unknown',
    ...(state !== undefined && { state }),
    ...(shown !== undefined && { details: shown }),
  };
}

const TOKEN = /token/i;

/** A value without any member that is named for a token, in JSON inside of texts too. */
export function withoutTokens(value: unknown): unknown {
  if (typeof value === 'string') {
    const inside = parsed(value);
    return typeof inside === 'object' && inside !== null ? withoutTokens(inside) : value;
  }
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !TOKEN.test(name))
      .map(([name, member]) => [name, withoutTokens(member)]),
  );
}

/** What a text says in JSON; the text itself where it says nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
