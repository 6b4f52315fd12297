/** Runs the fixture's cloud in a process of its own, so that a test can kill it. */
import { startCloud } from '#local/cloud.ts';
import { cloudOptions } from './cloud-fixture.ts';

const [, , folder = ''] = process.argv;
const cloud = await startCloud(cloudOptions(folder));
process.stdout.write(`${cloud.endpointUrl}\n`);
