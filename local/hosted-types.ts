/** The resource types that a cloud hosts, asked of its parts without a template. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from './clock.ts';
import { createIam } from './iam/part.ts';
import type { Part, ResourceType } from './part.ts';
import { createParts } from './parts.ts';
import { Usage } from './usage.ts';

/** Makes every part over a folder that is thrown away, and starts none of them. */
export async function hostedTypes(): Promise<readonly ResourceType[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hosted-types-'));
  const place = { account: '000000000000', region: 'ap-northeast-1' };
  const clock = createClock();
  const iam = createIam({ ...place, now: clock.now });
  const log = () => {};
  const parts: Part[] = [iam];
  try {
    await createParts(
      { ...place, clock, access: iam.access, usage: new Usage(), dataDir, log },
      {
        iam,
        assets: { locate: (key) => key },
        options: {
          assemblyDir: dataDir,
          dataDir,
          ports: { endpoint: 0, mqtt: 0, api: 0, edge: 0, secondEdge: 0, issuer: 0, inbox: 0 },
          parameters: {},
          log,
        },
        endpointUrl: () => '',
        openEndpoint: async () => {},
      },
      (part) => {
        parts.push(part);
        return part;
      },
    );
    return parts.flatMap((part) => part.resources);
  } finally {
    for (const part of parts.reverse()) await part.stop?.();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
