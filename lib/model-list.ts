/** The list of models, which anyone may see: what it says is in the function, so it needs no right but its log. */
import { Construct } from 'constructs';
import { type Deployment, ServiceFunction } from './service-function.ts';

export interface ModelListProps {
  readonly deployment: Deployment;
}

export class ModelList extends Construct {
  readonly listModels: ServiceFunction<'list-models'>;

  constructor(scope: Construct, id: string, { deployment }: ModelListProps) {
    super(scope, id);
    this.listModels = new ServiceFunction(this, 'list-models', deployment, { uses: {} });
  }
}
