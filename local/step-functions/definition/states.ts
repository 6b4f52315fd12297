/** The states that do no work: Pass, Wait, Succeed and Fail (https://states-language.net/spec.html#statetypes). */
import * as z from 'zod';
import { readTimestamp } from '../language/timestamp.ts';
import {
  common,
  expression,
  hasOneTransition,
  ONE_TRANSITION,
  referencePath,
  selection,
  template,
  transition,
  waitSeconds,
} from './fields.ts';

const filters = { InputPath: selection.exactOptional(), OutputPath: selection.exactOptional() };

export const passState = z
  .strictObject({
    Type: z.literal('Pass'),
    ...common,
    ...transition,
    ...filters,
    Parameters: template({ token: false }).exactOptional(),
    Result: z.json().exactOptional(),
    ResultPath: referencePath.nullable().exactOptional(),
  })
  .refine(hasOneTransition, ONE_TRANSITION);

const WAITS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'] as const;

export const waitState = z
  .strictObject({
    Type: z.literal('Wait'),
    ...common,
    ...transition,
    ...filters,
    Seconds: waitSeconds.exactOptional(),
    SecondsPath: referencePath.exactOptional(),
    Timestamp: z
      .string()
      .refine((text) => readTimestamp(text) !== undefined, {
        error: 'not a timestamp (2026-01-31T12:00:00Z)',
      })
      .exactOptional(),
    TimestampPath: referencePath.exactOptional(),
  })
  .refine(hasOneTransition, ONE_TRANSITION)
  .refine((wait) => WAITS.filter((field) => wait[field] !== undefined).length === 1, {
    error: `exactly one of ${WAITS.map((field) => `"${field}"`).join(', ')} is needed`,
  });

export const succeedState = z.strictObject({
  Type: z.literal('Succeed'),
  ...common,
  ...filters,
});

export const failState = z
  .strictObject({
    Type: z.literal('Fail'),
    ...common,
    Error: z.string().exactOptional(),
    ErrorPath: expression.exactOptional(),
    Cause: z.string().exactOptional(),
    CausePath: expression.exactOptional(),
  })
  .refine((fail) => fail.Error === undefined || fail.ErrorPath === undefined, {
    error: '"Error" and "ErrorPath" exclude each other',
  })
  .refine((fail) => fail.Cause === undefined || fail.CausePath === undefined, {
    error: '"Cause" and "CausePath" exclude each other',
  });

export type PassState = z.output<typeof passState>;
export type WaitState = z.output<typeof waitState>;
export type SucceedState = z.output<typeof succeedState>;
export type FailState = z.output<typeof failState>;
