/** Names that the local cloud generated, as the template has them. */

/** `{stack}-{logical id, shortened where it is long}-{hash}` */
const GENERATED = /^([A-Za-z]+-[A-Za-z]+)-([A-Za-z0-9]+)-[0-9A-Fa-f]{12}$/;
/** What the CDK puts behind the path of a construct. */
const PATH_HASH = /[0-9A-F]{8}$/;

/** The stack that a name was generated for; of any other name nothing. */
export const stackNameIn = (name: string) => GENERATED.exec(name)?.[1];

/** For people: the logical id inside a generated name, perhaps shortened, without the hash that the CDK added. */
export const readable = (name: string) =>
  (GENERATED.exec(name)?.[2] ?? name).replace(PATH_HASH, '');
