/** The command line of `npm start`. */
import { parseArgs } from 'node:util';
import type { CloudPorts } from '#local/cloud.ts';
import { contextOf } from './context.ts';
import { PORT_OPTIONS, USUAL_PORTS } from './ports.ts';

export interface LocalOptions {
  readonly dataDir: string;
  readonly ports: CloudPorts;
  /** A cloud assembly to host instead of synthesizing the app. */
  readonly assemblyDir?: string;
  /** Settings of the deployment, where they are not the usual ones. */
  readonly context: Readonly<Record<string, string>>;
  /** A file with further people of the sign-in page. */
  readonly peopleFile?: string;
  readonly json: boolean;
}

/** The folder of a start that names none. */
export const DEFAULT_FOLDER = '.data/local';

export const HELP = `npm start -- [options]

Starts the whole system on this machine, on loopback only, until Ctrl-C.

  --data DIR        folder that keeps all state (default ${DEFAULT_FOLDER}); a later start goes on where this one was.
                    One that holds other things is not taken
  --assembly DIR    host this cloud assembly (see npm run synth) as it is instead of synthesizing the app
  -c NAME=VALUE     a setting of the deployment (docs/operating.md), as in cdk synth -c
  --people FILE     further people of the sign-in page, a JSON array of such objects as
                    { "id": "…", "name": "…", "person": "p-…", "role": "subscriber", "account": "a-…" }
                    The role may be shop (with a "shop"), approver (with or without one) or ops, too; "description" and
                    "ways" (password, second-factor, passkey, lost-phone) may be given
  --endpoint PORT   AWS endpoint (default ${USUAL_PORTS.endpoint})
  --mqtt PORT       MQTT broker, TLS (default ${USUAL_PORTS.mqtt})
  --edge PORT       the service's address (default ${USUAL_PORTS.edge})
  --console PORT    the console of operations (default ${USUAL_PORTS.secondEdge})
  --api PORT        HTTP API behind both, which takes calls from there only (default ${USUAL_PORTS.api})
  --issuer PORT     sign-in (default ${USUAL_PORTS.issuer})
  --inbox PORT      inbox page (default ${USUAL_PORTS.inbox})
  --json            say where everything is as one JSON object on one line, for machines
  --help            this text

A port of 0 takes any free one.`;

/** @throws Error with one line for the person. */
export function readLocalOptions(args: readonly string[]): LocalOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      data: { type: 'string', default: DEFAULT_FOLDER },
      assembly: { type: 'string' },
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      people: { type: 'string' },
      endpoint: { type: 'string' },
      mqtt: { type: 'string' },
      edge: { type: 'string' },
      console: { type: 'string' },
      api: { type: 'string' },
      issuer: { type: 'string' },
      inbox: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const ports = { ...USUAL_PORTS };
  for (const [name, own] of PORT_OPTIONS) {
    const text = values[name];
    if (text !== undefined) ports[own] = port(name, text);
  }
  const { data: dataDir, assembly, people, json } = values;
  return {
    ...{ dataDir, ports, json, context: contextOf(values.context) },
    ...(assembly !== undefined && { assemblyDir: assembly }),
    ...(people !== undefined && { peopleFile: people }),
  };
}

function port(name: string, text: string): number {
  const value = Number(text);
  if (/^[0-9]{1,5}$/.test(text) && value <= 65_535) return value;
  throw new Error(`--${name} takes a port, 0 to 65535`);
}
