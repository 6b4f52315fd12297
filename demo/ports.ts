/** Where the local system listens, always on 127.0.0.1. */
import type { CloudPorts } from '#local/cloud.ts';

/** The ports of `npm start`: AWS tools and MQTT clients expect the first two. */
export const USUAL_PORTS: CloudPorts = {
  endpoint: 4566,
  mqtt: 8883,
  edge: 4567,
  secondEdge: 4571,
  api: 4570,
  issuer: 4568,
  inbox: 4569,
};

export const FREE_PORTS: CloudPorts = {
  endpoint: 0,
  mqtt: 0,
  edge: 0,
  secondEdge: 0,
  api: 0,
  issuer: 0,
  inbox: 0,
};

/** The options that choose ports, each with the port that it chooses. */
export const PORT_OPTIONS = [
  ['endpoint', 'endpoint'],
  ['mqtt', 'mqtt'],
  ['edge', 'edge'],
  ['console', 'secondEdge'],
  ['api', 'api'],
  ['issuer', 'issuer'],
  ['inbox', 'inbox'],
] as const;

/** The error of a port that somebody else has, in words that tell which option chooses another; else the same. */
export function namingPort(error: unknown, ports: CloudPorts): unknown {
  const [, taken] = /EADDRINUSE.*:(\d+)$/.exec(error instanceof Error ? error.message : '') ?? [];
  const [name] = PORT_OPTIONS.find(([, own]) => String(ports[own]) === taken) ?? [];
  if (name === undefined) return error;
  return new Error(`port ${taken} is taken; --${name} chooses another`, { cause: error });
}
