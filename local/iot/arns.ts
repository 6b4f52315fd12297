/** ARNs of this cloud's AWS IoT resources: the "Resource types" of the service authorization reference for AWS IoT. */

export interface IotArns {
  thing(name: string): string;
  certificate(id: string): string;
  policy(name: string): string;
  rule(name: string): string;
  topic(name: string): string;
  topicFilter(filter: string): string;
  client(id: string): string;
  /** The certificate id in an ARN of this account and region. */
  certificateIdIn(arn: string): string | undefined;
}

export function createArns({ account, region }: { account: string; region: string }): IotArns {
  const prefix = `arn:aws:iot:${region}:${account}:`;
  return {
    thing: (name) => `${prefix}thing/${name}`,
    certificate: (id) => `${prefix}cert/${id}`,
    policy: (name) => `${prefix}policy/${name}`,
    rule: (name) => `${prefix}rule/${name}`,
    topic: (name) => `${prefix}topic/${name}`,
    topicFilter: (filter) => `${prefix}topicfilter/${filter}`,
    client: (id) => `${prefix}client/${id}`,
    certificateIdIn: (arn) =>
      arn.startsWith(`${prefix}cert/`) ? arn.slice(`${prefix}cert/`.length) : undefined,
  };
}
