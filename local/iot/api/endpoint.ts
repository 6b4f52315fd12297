/** DescribeEndpoint: where devices connect. */
import * as z from 'zod';
import type { CloudContext } from '../../part.ts';
import { type RestOperation, restOperation } from './operation.ts';

/** AWS answers a host name, whose MQTT port is 8883; here the port stands behind it. */
export function endpointOperation(context: CloudContext, address: () => string): RestOperation {
  return restOperation(context, {
    name: 'DescribeEndpoint',
    route: 'GET /endpoint',
    // The other types are of other certificates, services and protocols: API_DescribeEndpoint.
    input: z.strictObject({ endpointType: z.literal('iot:Data-ATS') }),
    resource: () => '*',
    run: () => ({ endpointAddress: address() }),
  });
}
