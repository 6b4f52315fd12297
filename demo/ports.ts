/** Where the local system listens, always on 127.0.0.1. */
import type { CloudPorts } from '#local/cloud.ts';

/** The ports of `npm start`: AWS tools and MQTT clients expect the first two. */
export const USUAL_PORTS: CloudPorts = {
  endpoint: 4566,
  mqtt: 8883,
  api: 4567,
  issuer: 4568,
  inbox: 4569,
};

export const FREE_PORTS: CloudPorts = { endpoint: 0, mqtt: 0, api: 0, issuer: 0, inbox: 0 };
