/** DescribeEndpoint: where devices connect. */
import * as z from 'zod';
import type { CloudContext } from '../../part.ts';
import { type RestOperation, restOperation } from './operation.ts';

/**
 * AWS answers a host name, whose MQTT port is 8883; here the port stands behind it. Without a type it is `iot:Data`,
 * whose endpoint differs on AWS by who signed its certificate; here both are the one broker.
 */
export function endpointOperation(context: CloudContext, address: () => string): RestOperation {
  return restOperation(context, {
    name: 'DescribeEndpoint',
    route: 'GET /endpoint',
    // The other types are of services that are not hosted: API_DescribeEndpoint.
    input: z.strictObject({ endpointType: z.enum(['iot:Data', 'iot:Data-ATS']).exactOptional() }),
    resource: () => '*',
    run: () => ({ endpointAddress: address() }),
  });
}
