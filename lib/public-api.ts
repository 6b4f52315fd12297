/** The HTTP API: every route of the contract, its caller checked, its rate bounded, its log without persons. */
import { CfnOutput, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnStage, CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { scopeOf } from '#functions/contract/roles.ts';
import { ROUTES, type Route } from '#functions/contract/routes.ts';
import { type Alarms, SEVERAL } from './alarms.ts';
import { NAMESPACE } from './log-metrics.ts';
import type { Parameters } from './parameters.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Settings } from './settings.ts';
import type { SignIn } from './sign-in.ts';

export interface PublicApiProps {
  /** The functions behind the routes. */
  readonly functions: readonly ServiceFunction[];
  readonly parameters: Parameters;
  readonly signIn: SignIn;
  readonly settings: Settings;
  readonly alarms: Alarms;
}

const keyOf = ({ method, path }: Route) => `${method} ${path}`;

export class PublicApi extends Construct {
  /** Counts of calls and of what became of them, and how long an answer takes. */
  readonly metrics: Readonly<
    Record<'calls' | 'clientErrors' | 'serverErrors' | 'throttled' | 'latency', Metric>
  >;

  constructor(
    scope: Construct,
    id: string,
    { functions, parameters, signIn, settings, alarms }: PublicApiProps,
  ) {
    super(scope, id);
    const api = new HttpApi(this, 'HttpApi', {
      description: 'Remote wipe: for subscribers and their handsets',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [parameters.pageOrigin],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match'],
        exposeHeaders: ['etag', 'location', 'retry-after', 'www-authenticate'],
      },
    });
    const authorizer = new HttpJwtAuthorizer('Persons', signIn.issuer, {
      jwtAudience: signIn.audiences,
    });
    const routes = ROUTES.flatMap((route) => {
      const behind = functions.find(({ name }) => name === route.function);
      if (behind === undefined) throw new Error(`no function for ${keyOf(route)}`);
      return api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: new HttpLambdaIntegration(behind.node.id, behind.lambda),
        ...(route.caller === 'person' && {
          authorizer,
          authorizationScopes: route.roles.map(scopeOf),
        }),
      });
    });
    const accessLogs = this.#stage(api, routes, settings);
    const sum = { statistic: Stats.SUM };
    this.metrics = {
      calls: api.metricCount(sum),
      clientErrors: api.metricClientError(sum),
      serverErrors: api.metricServerError(sum),
      throttled: throttledIn(accessLogs),
      latency: api.metricLatency(),
    };
    alarms.atOnce(this.metrics.serverErrors, {
      scope: this,
      name: 'api-errors',
      why: 'Calls are answered with errors of ours',
      from: SEVERAL,
    });
    alarms.atOnce(this.metrics.throttled, {
      scope: this,
      name: 'api-throttled',
      why: 'More calls come than the API takes in a second',
      from: 20,
    });
    // What the edge is told: `https://{domain}` without its beginning.
    const domain = Fn.select(2, Fn.split('/', api.apiEndpoint));
    new CfnOutput(this, 'Domain', { value: domain }).overrideLogicalId('ApiDomain');
  }

  #stage(api: HttpApi, routes: readonly IConstruct[], settings: Settings): LogGroup {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: settings.logRetentionDays satisfies RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const throttled = (share: number) => ({
      throttlingRateLimit: Math.ceil(settings.requestsPerSecond * share),
      throttlingBurstLimit: Math.ceil(settings.requestBurst * share),
    });
    const writing = ROUTES.filter(({ method }) => method === 'POST').map(
      // The API takes these settings as a bare map, so the names are CloudFormation's own.
      (route) => {
        const { throttlingRateLimit, throttlingBurstLimit } = throttled(0.25);
        const limits = {
          ThrottlingRateLimit: throttlingRateLimit,
          ThrottlingBurstLimit: throttlingBurstLimit,
        };
        return [keyOf(route), limits] as const;
      },
    );
    const stage = new CfnStage(this, 'Stage', {
      apiId: api.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: throttled(1),
      routeSettings: Object.fromEntries(writing),
      accessLogSettings: { destinationArn: logGroup.logGroupArn, format: ACCESS_LOG },
    });
    // Settings of a route that does not exist yet are refused.
    stage.node.addDependency(...routes);
    return logGroup;
  }
}

/**
 * Calls that the stage did not let through to a function: AWS has no metric for them. A function answers 429 as well, which
 * then is the status of the integration; what stands there where no function was called, nothing depends on.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
function throttledIn(accessLogs: LogGroup): Metric {
  return accessLogs
    .addMetricFilter('Throttled', {
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.status', '=', '429'),
        FilterPattern.stringValue('$.functionStatus', '!=', '429'),
      ),
      metricNamespace: NAMESPACE,
      metricName: 'calls-throttled',
    })
    .metric({ statistic: Stats.SUM });
}

/** Neither path, nor address, nor anything of the token: paths hold ids, and ids belong to persons. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  functionStatus: '$context.integration.status',
  authorizerError: '$context.authorizer.error',
});
