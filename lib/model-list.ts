/** The list of models, which anyone may see: what it says is in the function, so it needs no right but its log. */
import { Construct } from 'constructs';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { Use } from './use.ts';

export interface ModelListProps {
  readonly deployment: Deployment;
  readonly originDigests: Use;
}

export class ModelList extends Construct {
  readonly listModels: ServiceFunction<'list-models'>;

  constructor(scope: Construct, id: string, { deployment, originDigests }: ModelListProps) {
    super(scope, id);
    this.listModels = new ServiceFunction(this, 'list-models', deployment, {
      uses: { ORIGIN_DIGESTS: originDigests },
    });
  }
}
