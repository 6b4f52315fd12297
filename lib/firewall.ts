/** AWS WAF in front of everything: known attacks, bad addresses, and too many calls from one address. */
import { Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const MANAGED = [
  {
    name: 'AWSManagedRulesCommonRuleSet',
    // It blocks bodies above 8 KB; ours may have 32, which the API bounds itself.
    counted: ['SizeRestrictions_BODY'],
  },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
];

/** Calls that may cost an SMS, by the end of their path: codes for enrolling, and for stepping up. */
const CODES = ['/v1/enrolments/code', '/step-up-code'];
const CODES_RULE = 'CodesPerAddress';

export class Firewall extends Construct {
  readonly arn: string;
  /** A count of all calls that it blocked. */
  readonly blocked: Metric;
  /** Of those, such as would have asked for one-time codes too often. */
  readonly codesBlocked: Metric;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    // Metrics of one name would be added up, and there is a firewall in every edge of the account.
    const acl = Stack.of(this).stackName;
    this.blocked = blockedBy({ acl, rule: 'ALL' });
    this.codesBlocked = blockedBy({ acl, rule: CODES_RULE });
    const firewall = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibleAs(acl),
      rules: [
        rateRule('RequestsPerAddress', 0, {
          limit: settings.requestsPerAddress,
          // Files of pages are many, and cost little: many people share an address.
          scopeDownStatement: {
            byteMatchStatement: {
              fieldToMatch: { uriPath: {} },
              positionalConstraint: 'STARTS_WITH',
              searchString: '/v1/',
              // As CloudFront reads a path before it chooses what answers.
              textTransformations: [
                { priority: 0, type: 'URL_DECODE' },
                { priority: 1, type: 'NORMALIZE_PATH' },
              ],
            },
          },
        }),
        rateRule(CODES_RULE, 1, {
          limit: settings.codesPerAddress,
          scopeDownStatement: {
            orStatement: {
              statements: CODES.map((searchString) => ({
                byteMatchStatement: {
                  fieldToMatch: { uriPath: {} },
                  positionalConstraint: 'ENDS_WITH',
                  searchString,
                  textTransformations: [{ priority: 0, type: 'URL_DECODE' }],
                },
              })),
            },
          },
        }),
        ...MANAGED.map(({ name, counted }, index) => ({
          name,
          priority: 2 + index,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name,
              ruleActionOverrides: counted.map((rule) => ({
                name: rule,
                actionToUse: { count: {} },
              })),
            },
          },
          visibilityConfig: visibleAs(name),
        })),
      ],
    });
    this.arn = firewall.attrArn;
    this.#log(firewall, settings);
  }

  /** What was blocked or counted, without tokens and queries; never what was let through. */
  #log(acl: CfnWebACL, { logRetentionDays }: Settings): void {
    const logGroup = new LogGroup(this, 'Logs', {
      // AWS WAF takes names with this beginning only:
      // https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
      logGroupName: `aws-waf-logs-${Names.uniqueResourceName(this, { maxLength: 64 })}`,
      retention: logRetentionDays satisfies RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { partition, region, account } = Stack.of(this);
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // Without the `:*` at the end of the group's own ARN.
      logDestinationConfigs: [
        `arn:${partition}:logs:${region}:${account}:log-group:${logGroup.logGroupName}`,
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [
              { ActionCondition: { Action: 'BLOCK' } },
              { ActionCondition: { Action: 'COUNT' } },
            ],
          },
        ],
      },
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { queryString: {} },
        // Paths hold ids of lines and wipes.
        { uriPath: {} },
      ],
    });
  }
}

/**
 * By the names of the metrics of a web ACL and of a rule in it; of all rules, `ALL`. A web ACL of CloudFront has no region.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
const blockedBy = ({ acl, rule }: Readonly<Record<'acl' | 'rule', string>>) =>
  new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: acl, Rule: rule },
    statistic: Stats.SUM,
  });

/** AWS WAF keeps no samples of requests: they would have tokens in them. */
const visibleAs = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

/** Blocks an address above so many calls in five minutes. */
function rateRule(
  name: string,
  priority: number,
  statement: Pick<CfnWebACL.RateBasedStatementProperty, 'limit' | 'scopeDownStatement'>,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: {} },
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', ...statement } },
    visibilityConfig: visibleAs(name),
  };
}
