/** The functions of the running system, as the Lambda API lists them. */
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { physicalNameOf } from '#local/template/names.ts';
import { stackNameIn } from './names.ts';
import { Refusal } from './refusal.ts';

export interface DeployedFunction {
  /** As its file in `functions/` is called: `issue-command`. */
  readonly shortName: string;
  /** As AWS knows it. */
  readonly functionName: string;
}

export async function listFunctions(endpoint: string): Promise<DeployedFunction[]> {
  const client = new LambdaClient({ ...ADMINISTRATOR, endpoint });
  const found: DeployedFunction[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    for (const { FunctionName: functionName = '', Description = '' } of Functions)
      found.push({ functionName, shortName: shortNameIn(Description) ?? functionName });
  client.destroy();
  return found.sort((a, b) => a.shortName.localeCompare(b.shortName));
}

/** The template describes each function as `Remote wipe: {short name}`. */
const shortNameIn = (description: string) => /: ([a-z-]+)$/.exec(description)?.[1];

/** By short name, name or logical id. @throws Refusal that tells which there are. */
export function functionCalled(
  word: string,
  functions: readonly DeployedFunction[],
): DeployedFunction {
  const found = functions.find(
    ({ shortName, functionName }) =>
      word === shortName || word === functionName || isLogicalId(word, functionName),
  );
  if (found !== undefined) return found;
  const names = functions.map(({ shortName }) => shortName).join(', ');
  throw new Refusal(`there is no function ${word}; there are ${names}`);
}

/** Names have logical ids shortened, so what the whole one makes is compared. */
function isLogicalId(word: string, functionName: string): boolean {
  const stackName = stackNameIn(functionName);
  return stackName !== undefined && physicalNameOf(stackName, word) === functionName;
}
