/** What `npm start` says once it is ready: where everything is, who can sign in, what to try. */
import * as z from 'zod';
import type { Person } from '#local/issuer/settings.ts';
import { SAMPLE_HANDSETS } from './lines.ts';
import { PEOPLE } from './people.ts';

/** Where a system is, as the one line of `--json` says it. */
export const Whereabouts = z.object({
  api: z.string(),
  console: z.string(),
  origin: z.string(),
  issuer: z.string(),
  inbox: z.string(),
  endpoint: z.string(),
  mqtt: z.string(),
  platformKeyFile: z.string(),
  folder: z.string(),
  seconds: z.number(),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

/** `further`: people whom a file has added. */
export function welcome(system: Whereabouts, further: readonly Person[]): string {
  const { folder, seconds } = system;
  const people = [...PEOPLE, ...further].map(
    ({ id, description }) => `  ${id.padEnd(16)} ${description}`,
  );
  const lines = SAMPLE_HANDSETS.map(
    ({ number, plan, model, account = 'contract ended' }) =>
      `  ${number}  ${plan.padEnd(8)} ${model.padEnd(10)} ${account}`,
  );
  return `Remote wipe is up (${seconds.toFixed(1)} s). All of it on this machine only; Ctrl-C stops it.

  Pages          ${system.api}   for subscribers, clerks and approvers
  HTTP API       ${system.api}/v1   there as well; at ${system.origin} the API itself takes nobody else's calls
  Console        ${system.console}   for operations and approvers
  Sign-in        ${system.issuer}
  Inbox          ${system.inbox}   mail, SMS and push that would have been sent
  AWS endpoint   ${system.endpoint}   access key local, secret local
  MQTT (TLS)     ${system.mqtt}
  State          ${folder}   (log: cloud.log; inert parts of the template are named there)

Sample people, who sign in by being picked:
${people.join('\n')}

Sample lines, with a model to switch on for each:
${lines.join('\n')}

Try next, in another terminal:
  npm run handset -- --api ${system.api} --inbox ${system.inbox} --number 09000000001 --model SO-01M
  npm run cloud -- status                 what runs; also logs, inbox, time +30d, token hanako: npm run cloud -- --help
  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=ap-northeast-1 \\
    aws --endpoint-url ${system.endpoint} stepfunctions list-state-machines`;
}
