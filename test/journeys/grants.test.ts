import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { ApiProblem } from '#demo/api-client.ts';
import { assemble } from '#demo/assemblies.ts';
import type { HandsetProcess } from '#demo/handset-process.ts';
import { lineIdOf } from '#demo/lines.ts';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { PATIENCE, until } from '#demo/until.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { parseWipeId } from '#domain/wipe/wipe.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import { wordsOfEnrolment } from '#functions/messages/texts/enrolment.ts';
import { wordsOfWipe } from '#functions/messages/texts/wipe.ts';
import { eventOf } from '#test/functions/messages/world.ts';
import { type Grant, takeAway } from './grants.ts';
import { askFor, Stage, targetOf } from './stage.ts';

jest.setTimeout(2 * PATIENCE);

/** A system with a handset on Hanako's first line, which stays connected, and one on Taro's, which is off. */
class Scene {
  readonly stage: Stage;
  readonly hanakos: HandsetProcess;
  readonly #lambda: LambdaClient;
  #cancelled: Promise<string> | undefined;

  private constructor(stage: Stage, hanakos: HandsetProcess) {
    this.stage = stage;
    this.hanakos = hanakos;
    this.#lambda = new LambdaClient({ ...ADMINISTRATOR, endpoint: stage.system.endpoint });
  }

  static async set(assemblyDir: string): Promise<Scene> {
    const stage = await Stage.set({ assemblyDir });
    const [hanakos, taros] = await Promise.all([
      stage.handset(1, { flags: ['--linger', '3600'] }),
      stage.handset(3),
    ]);
    await hanakos.process.untilEvent('nothing', 1, PATIENCE);
    taros.process.tell({ do: 'off' });
    await taros.process.untilEvent('off', 1, PATIENCE);
    return new Scene(stage, hanakos.process);
  }

  async strike(): Promise<void> {
    this.#lambda.destroy();
    await this.stage.strike();
  }

  /** A wipe of Taro's handset that was cancelled before it claimed. */
  cancelledWipe(): Promise<string> {
    this.#cancelled ??= this.#cancelWipe();
    return this.#cancelled;
  }

  async #cancelWipe(): Promise<string> {
    const taro = await this.stage.subscriber('taro');
    const { wipeId } = await askFor(taro, lineIdOf(3));
    await taro.cancel(wipeId);
    return wipeId;
  }

  /** Calls a function by itself; answers the name of the error that it ended with. */
  async call(prefix: string, event: unknown): Promise<string | undefined> {
    const { Payload, FunctionError } = await this.#lambda.send(
      new InvokeCommand({
        FunctionName: this.stage.nameOf(prefix),
        Payload: JSON.stringify(event),
      }),
    );
    if (FunctionError === undefined) return undefined;
    return Failure.parse(JSON.parse(Payload?.transformToString() ?? '')).errorType;
  }

  /** Waits for a mail with the subject of these words. */
  async mailTo(address: string, words: { subject: string } | undefined): Promise<'mail'> {
    return until(`mail to ${address}`, async () => {
      const mails = await this.stage.messages(address);
      return mails.some(({ subject }) => subject === words?.subject) ? 'mail' : undefined;
    });
  }

  /** What the cloud's log says of calls that were refused to a role. */
  async denials(rolePrefix: string): Promise<string[]> {
    const denial = `:role/${this.stage.nameOf(rolePrefix)} is not authorized to perform: `;
    const lines = await this.log();
    return lines.flatMap(({ message = '' }) => (message.includes(denial) ? [message] : []));
  }

  async log() {
    const text = await readFile(join(this.stage.folder, 'cloud.log'), 'utf8');
    // The last line may still be on its way to the disk.
    const whole = text.slice(0, text.lastIndexOf('\n'));
    return whole.split('\n').map((line) => LogLine.parse(JSON.parse(line)));
  }

  /** Whether the function of that name has written a line with this code. */
  async hasLogged(prefix: string, code: string): Promise<boolean> {
    const folder = join(this.stage.folder, 'lambda', 'logs');
    const file = `${this.stage.nameOf(prefix)}.log`;
    if (!(await readdir(folder)).includes(file)) return false;
    return (await readFile(join(folder, file), 'utf8')).includes(`"code":"${code}"`);
  }
}

const Failure = z.object({ errorType: z.string() });
const LogLine = z.looseObject({ event: z.string(), message: z.string().optional() });

interface Case extends Grant {
  /** The beginning of the logical id of whose right it is. */
  readonly role: string;
  /** What the grant is for, tried out; answers what comes of it. */
  readonly attempt: (scene: Scene) => Promise<string>;
  readonly granted: string;
  readonly denied: string;
}

/** In the order in which they are tried: some need what an earlier one left. */
const CASES: readonly Case[] = [
  {
    action: 'dynamodb:Query',
    from: ['WipeRequestsListLinesPolicy'],
    role: 'WipeRequestsListLinesRole',
    attempt: async ({ stage }) => answerTo((await stage.subscriber('hanako')).lines()),
    granted: 'answered',
    denied: '500 internal',
  },
  {
    action: 'kms:Decrypt',
    from: ['WipeRequestsShowWipePolicy'],
    role: 'WipeRequestsShowWipeRole',
    attempt: async ({ stage }) => answerTo((await stage.subscriber('hanako')).wipe(NO_WIPE)),
    granted: '404 wipe-not-found',
    denied: '500 internal',
  },
  {
    action: 'sns:CreatePlatformEndpoint',
    from: ['PushWakeUpsEnrol'],
    role: 'EnrolmentEnrolRole',
    attempt: async ({ stage }) => {
      const { enrolmentId } = await targetOf(await stage.subscriber('hanako'), lineIdOf(1));
      const { pushEndpoint } = await stage.administrator.enrolment(enrolmentId);
      return pushEndpoint === undefined ? 'no push endpoint' : 'a push endpoint';
    },
    granted: 'a push endpoint',
    denied: 'no push endpoint',
  },
  {
    action: 'iot:CreateCertificateFromCsr',
    from: ['EnrolmentRenewCertificatePolicy'],
    role: 'EnrolmentRenewCertificateRole',
    attempt: async ({ hanakos }) => {
      hanakos.tell({ do: 'renew' });
      const outcome = await whichever(hanakos, 'renewed', 'renew-failed');
      // It connects anew with its new certificate.
      if (outcome === 'renewed') await hanakos.untilEvent('nothing', 2, PATIENCE);
      return outcome;
    },
    granted: 'renewed',
    denied: 'renew-failed',
  },
  {
    action: 'states:StartExecution',
    from: ['WipeRequestsRequestWipePolicy'],
    role: 'WipeRequestsRequestWipeRole',
    attempt: async (scene) => {
      const { stage } = scene;
      const { wipeId } = await askFor(await stage.subscriber('hanako'), lineIdOf(1));
      return until('a run or none', async () => {
        const { callback, state } = await stage.administrator.wipe(wipeId);
        if (callback !== undefined || state !== 'requested') return 'started';
        const failed = await scene.hasLogged(
          'WipeRequestsRequestWipeFunction',
          'execution-not-started',
        );
        return failed ? 'kept, but not started' : undefined;
      });
    },
    granted: 'started',
    denied: 'kept, but not started',
  },
  {
    action: 'iot:Publish',
    from: ['DispatchPolicy'],
    role: 'DispatchRole',
    attempt: async (scene) => {
      // Where no run was started, the reconciler finds that out.
      scene.stage.shift(2 * MINUTE);
      return until('a notice or none', async () => {
        if (scene.hanakos.events.some(({ event }) => event === 'notice')) return 'noticed';
        const failed = await scene.hasLogged('DispatchFunction', 'notice-not-sent');
        return failed ? 'no notice' : undefined;
      });
    },
    granted: 'noticed',
    denied: 'no notice',
  },
  {
    action: 'kms:Sign',
    from: ['HandsetMessagingIssueCommandPolicy', 'FirstCommandKey'],
    role: 'CommandSigner',
    attempt: async (scene) => {
      scene.hanakos.tell({ do: 'claim' });
      return until('a command or none', async () => {
        if (scene.hanakos.events.some(({ event }) => event === 'command')) return 'commanded';
        const denials = await scene.denials('CommandSigner');
        return denials.some((line) => line.includes('kms:Sign')) ? 'no command' : undefined;
      });
    },
    granted: 'commanded',
    denied: 'no command',
  },
  {
    action: 's3:PutObject',
    from: ['SealingSealRecordPolicy'],
    role: 'RecordSigner',
    attempt: async (scene) => {
      const wipeId = await scene.cancelledWipe();
      const failure = await scene.call('SealingSealRecordFunction', parseWipeId(wipeId));
      return failure ?? answerTo((await scene.stage.subscriber('taro')).record(wipeId));
    },
    granted: 'answered',
    denied: 'AccessDenied',
  },
  {
    action: 'sns:Publish',
    from: ['TellingTellAccountHolderPolicy'],
    role: 'TellingTellAccountHolderRole',
    attempt: async (scene) => {
      const wipe = parseWipeId(await scene.cancelledWipe());
      const failure = await scene.call('TellingTellAccountHolderFunction', wipe);
      return failure ?? scene.mailTo('taro@example.com', wordsOfEnd('cancelled', 'en'));
    },
    granted: 'mail',
    denied: 'AuthorizationErrorException',
  },
  {
    action: 'kms:GenerateMac',
    from: ['TellingSendMessagePolicy', 'ContestKey'],
    role: 'Messenger',
    attempt: async (scene) => {
      const wipe = parseWipeId(await scene.cancelledWipe());
      const news = { v: 1, about: 'wipe', ...wipe, event: 'requested' };
      const failure = await scene.call('TellingSendMessageFunction', eventOf(news));
      return failure ?? scene.mailTo('taro@example.com', REQUESTED);
    },
    granted: 'mail',
    denied: 'AccessDeniedException',
  },
  {
    action: 'ses:SendEmail',
    from: ['TellingSendMessagePolicy'],
    role: 'Messenger',
    attempt: async (scene) => {
      const failure = await scene.call('TellingSendMessageFunction', eventOf(newsOf(scene)));
      return failure ?? scene.mailTo('hanako@example.com', wordsOfEnrolment('refused', 'ja'));
    },
    granted: 'mail',
    denied: 'NobodyTold',
  },
];

const NO_WIPE = `${'a'.repeat(43)}.1`;

const REQUESTED = wordsOfWipe('requested', { state: 'requested', channel: 'web', language: 'en' });

/** Of the handset as it is enrolled now. */
function newsOf({ hanakos }: Scene) {
  const enrolled = hanakos.events.findLast(({ event }) => event === 'enrolled');
  return {
    v: 1,
    about: 'enrolment',
    event: 'refused',
    lineId: lineIdOf(1),
    enrolmentId: enrolled?.['enrolmentId'],
  };
}

/** The status and code of a refusal of the API. */
async function answerTo(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'answered',
    (error: unknown) => {
      if (error instanceof ApiProblem) return `${error.status} ${error.code}`;
      throw error;
    },
  );
}

/** Which of two events comes first. */
async function whichever(handset: HandsetProcess, ...events: [string, string]): Promise<string> {
  const come = () => events.find((event) => handset.events.some((seen) => seen.event === event));
  await handset.until(() => come() !== undefined, PATIENCE);
  return come() ?? '';
}

/** The permission of the API to call a function has no role: nobody's name is on the denial. */
const PERMISSION = {
  action: 'lambda:InvokeFunction',
  from: ['PublicApiHttpApiGETv1wipeswipeIdrecordShowRecordPermission'],
};

let folder: string;
let granted: Scene;
let denied: Scene;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-wipe-grants-'));
  const [whole, less] = [join(folder, 'whole'), join(folder, 'less')];
  await assemble(whole);
  await cp(whole, less, { recursive: true });
  await takeAway(less, [...CASES, PERMISSION]);
  [granted, denied] = await Promise.all([Scene.set(whole), Scene.set(less)]);
}, 3 * PATIENCE);

afterAll(async () => {
  await Promise.all([granted.strike(), denied.strike()]);
  await rm(folder, { recursive: true, force: true });
});

describe('a function', () => {
  test.each(CASES)('of $role needs $action', async (one) => {
    const outcomes = await Promise.all([one.attempt(granted), one.attempt(denied)]);

    expect(outcomes).toEqual([one.granted, one.denied]);
    expect(await granted.denials(one.role)).toEqual([]);
    await until(`the denial of ${one.action}`, async () => {
      const refused = await denied.denials(one.role);
      return refused.find((message) => message.includes(`${one.action} on resource`));
    });
  });

  test('is not reached by an API that has no permission for it', async () => {
    const attempt = async ({ stage }: Scene) =>
      answerTo((await stage.subscriber('hanako')).record(NO_WIPE));

    const outcomes = await Promise.all([attempt(granted), attempt(denied)]);

    expect(outcomes).toEqual(['404 wipe-not-found', '500 gateway']);
    expect(await denied.log()).toContainEqual(
      expect.objectContaining({
        event: 'integration-failed',
        route: 'GET /v1/wipes/{wipeId}/record',
        reason: 'AccessDeniedException',
      }),
    );
  });
});
