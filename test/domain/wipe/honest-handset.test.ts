import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digest } from '#domain/audit/digest.ts';
import type { Claim } from '#domain/protocol/claim.ts';
import type { Report, StorageResult } from '#domain/protocol/report.ts';
import { DAY, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { IssuedCommand } from '#domain/wipe/wipe.ts';
import { aClaim, aReport, aWipe } from '../builders.ts';
import {
  aService,
  dispatch,
  hearCancel,
  hearClaim,
  hearEnrolment,
  hearReport,
  letTimePass,
  type Service,
  setHold,
} from './service.ts';

/**
 * A handset that keeps to the protocol, behind a network that loses, repeats, delays and reorders. What was
 * sent is never taken off the network: it may arrive at any later moment, any number of times.
 */
interface World {
  readonly service: Service;
  readonly toService: (Claim | Report)[];
  readonly toHandset: IssuedCommand[];
  counter: number;
  /** The nonce of the last claim, until it is answered. */
  outstanding?: string | undefined;
  /** The command that is being carried out, or was. */
  holding?: string | undefined;
  sdDone: boolean;
  erased: boolean;
  /** The enrolment key is destroyed: this handset says nothing any more. */
  mute: boolean;
}

const aWorld = (): World => ({
  service: aService(aWipe({ state: 'waiting-for-handset', lastClaimCounter: 0 })),
  toService: [],
  toHandset: [],
  counter: 0,
  sdDone: false,
  erased: false,
  mute: false,
});

function claim(world: World): void {
  if (world.mute) return;
  world.counter += 1;
  const nonce = digest(`nonce ${world.counter}`);
  if (world.holding === undefined) world.outstanding = nonce;
  const { counter, holding = 'none' } = world;
  world.toService.push(aClaim({ counter, nonce, holding }));
}

function report(world: World, phase: Report['phase'], ...storages: StorageResult[]): void {
  world.counter += 1;
  const { counter, holding: commandHash = '' } = world;
  world.toService.push(aReport({ phase, storages, counter, commandHash }));
}

function arriveAtService({ service, toService, toHandset }: World, n: number): void {
  const message = toService[n % toService.length];
  if (message === undefined) return;
  if ('phase' in message) {
    hearReport(service, message);
  } else {
    const command = hearClaim(service, message);
    if (command) toHandset.push(command);
  }
}

function arriveAtHandset(world: World, n: number): void {
  const command = world.toHandset[n % world.toHandset.length];
  if (command === undefined || world.mute || world.holding !== undefined) return;
  if (command.nonce !== world.outstanding) return;
  world.outstanding = undefined;
  world.holding = command.commandHash;
  world.sdDone = false;
  report(world, 'accepted');
}

const sd: StorageResult = { kind: 'sd', result: 'erased' };

function proceed(world: World, works: boolean): void {
  if (world.holding === undefined || world.mute) return;
  if (world.erased) {
    world.mute = true;
  } else if (!world.sdDone) {
    world.sdDone = true;
    report(world, 'sd-done', sd);
  } else if (works) {
    world.erased = true;
    report(world, 'erased', { kind: 'internal', result: 'erased' }, sd);
  } else {
    report(world, 'failed', { kind: 'internal', result: 'failed' }, sd);
    world.holding = undefined;
  }
}

/** After its reset the handset enrols with the receipt, where that survived, else without proof. */
function enrolAnew({ service, mute, holding }: World, receipt: boolean): void {
  if (!mute || holding === undefined) return;
  const { wipeId } = service.wipe;
  const proof = { kind: 'receipt', wipeId, commandHash: holding, evidence: 'e' } as const;
  hearEnrolment(service, receipt ? proof : undefined);
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ does: 'claim' as const }) },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constantFrom('arrive-at-service' as const, 'arrive-at-handset' as const),
      n: fc.nat(1000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('proceed' as const), on: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      time: fc.constantFrom(SECOND, 11 * SECOND, 6 * MINUTE, 16 * MINUTE, 20 * DAY),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('dispatch' as const, 'pause' as const, 'hold' as const),
      on: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom('cancel' as const, 'enrol' as const, 'owner' as const),
      on: fc.boolean(),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(world: World, taken: Step): void {
  const { service } = world;
  switch (taken.does) {
    case 'claim':
      claim(world);
      break;
    case 'arrive-at-service':
      arriveAtService(world, taken.n);
      break;
    case 'arrive-at-handset':
      arriveAtHandset(world, taken.n);
      break;
    case 'proceed':
      proceed(world, taken.on);
      break;
    case 'wait':
      letTimePass(service, taken.time);
      break;
    case 'dispatch':
      dispatch(service);
      break;
    case 'cancel':
      hearCancel(service);
      break;
    case 'enrol':
      enrolAnew(world, taken.on);
      break;
    case 'pause':
      service.paused = taken.on;
      break;
    case 'hold':
      if (!hasEnded(service.wipe.state)) setHold(service, taken.on);
      break;
    case 'owner':
      service.sameOwner = taken.on;
      break;
  }
}

/** Milliseconds that a walk may take on a busy machine. */
const WALK = 60_000;

describe('with an honest handset behind any network', () => {
  test(
    'erased is said only of a handset that is, and nothing else certain of one that is',
    () => {
      const reached = new Set<string>();
      fc.assert(
        fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
          const world = aWorld();
          for (const next of steps) {
            take(world, next);
            const { state } = world.service.wipe;
            if (state === 'erased') expect(world.erased).toBe(true);
            if (world.erased)
              expect(['issued', 'accepted', 'unconfirmed', 'erased']).toContain(state);
            reached.add(state);
          }
        }),
        { numRuns: 600 },
      );
      // The walk is worth something only if it gets everywhere.
      expect([...reached]).toEqual(
        expect.arrayContaining(['erased', 'unconfirmed', 'failed', 'cancelled', 'expired', 'held']),
      );
    },
    WALK,
  );
});
