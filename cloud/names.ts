/** Names that the local cloud generated, as the template has them. */

/** `{stack}-{logical id, shortened where it is long}-{hash}` */
const GENERATED = /^[A-Za-z]+-[A-Za-z]+-([A-Za-z0-9]+)-[0-9A-Fa-f]{12}$/;
/** What the CDK puts behind the path of a construct. */
const PATH_HASH = /[0-9A-F]{8}$/;

/** The logical id inside a generated name, perhaps shortened; any other name as it is. */
export function logicalIdIn(name: string): string {
  return GENERATED.exec(name)?.[1] ?? name;
}

/** The same for people: without the hash that the CDK added. */
export const readable = (name: string) => logicalIdIn(name).replace(PATH_HASH, '');
