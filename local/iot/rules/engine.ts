/** The rules engine: hands each message to the actions of the rules that match it. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import type { CloudContext } from '../../part.ts';
import { type Message, messageUnits } from '../message.ts';
import { type ActionTargets, describeAction, perform } from './actions.ts';
import type { LambdaAction, SqsAction, TopicRule, TopicRules } from './rule.ts';
import { evaluate } from './sql/evaluate.ts';

/** One action that failed, as the error action tells it. */
interface Failure {
  readonly failedAction: string;
  readonly failedResource: string;
  readonly errorMessage: string;
}

export interface RulesEngine {
  /**
   * Resolves when all that the message sets off is durable, or has failed for good and was handed to the error
   * actions. @throws when a target could not even answer (this cloud is ending): the message is not handled then.
   */
  run(message: Message): Promise<void>;
}

export function createRulesEngine(
  { clock, log, usage }: Pick<CloudContext, 'clock' | 'log' | 'usage'>,
  rules: TopicRules,
  targets: ActionTargets,
): RulesEngine {
  async function attempt(
    rule: TopicRule,
    action: LambdaAction | SqsAction,
    payload: string,
  ): Promise<string | undefined> {
    try {
      await perform(action, payload, rule.arn, targets);
      return undefined;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return `${error.code}: ${error.message}`;
    }
  }

  async function runRule(rule: TopicRule, message: Message, traceId: string): Promise<void> {
    const circumstances = { timestamp: clock.now(), traceId };
    // https://aws.amazon.com/iot-core/pricing/: each rule that a message sets off, and each action, in 5 KB.
    const amount = messageUnits(message);
    usage.count('iot', 'RuleTriggered', { amount });
    const outcome = evaluate(rule.statement, message, circumstances);
    if (outcome.kind === 'skipped') return;
    usage.count('iot', 'ActionExecuted', { amount: amount * rule.actions.length });
    const failures = await Promise.all(
      rule.actions.map(async (action): Promise<Failure[]> => {
        const problem =
          outcome.kind === 'failed' ? outcome.reason : await attempt(rule, action, outcome.payload);
        if (problem === undefined) return [];
        const { name, resource } = describeAction(action);
        return [{ failedAction: name, failedResource: resource, errorMessage: problem }];
      }),
    );
    await report(rule, message, traceId, failures.flat());
  }

  /**
   * "A single message is generated per rule and message."
   * https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html
   * AWS documents the error action for actions that fail, and leaves statements that fail to its log; here a payload
   * which is not JSON counts as the failure of every action, as none of them takes raw bytes.
   */
  async function report(
    rule: TopicRule,
    message: Message,
    traceId: string,
    failures: readonly Failure[],
  ): Promise<void> {
    for (const { failedAction: action, errorMessage: reason } of failures)
      log({ part: 'iot', event: 'rule-action-failed', rule: rule.name, action, reason, traceId });
    if (failures.length === 0 || rule.errorAction === undefined) return;
    const { publisher } = message;
    const payload = JSON.stringify({
      ruleName: rule.name,
      topic: message.topic,
      cloudwatchTraceId: traceId,
      clientId: publisher.kind === 'device' ? publisher.clientId : 'N/A',
      base64OriginalPayload: message.payload.toString('base64'),
      failures,
    });
    const problem = await attempt(rule, rule.errorAction, payload);
    if (problem !== undefined)
      log({ part: 'iot', event: 'error-action-failed', rule: rule.name, reason: problem, traceId });
  }

  return {
    async run(message) {
      const traceId = randomUUID();
      const matching = rules.matching(message.topic);
      await Promise.all(matching.map((rule) => runRule(rule, message, traceId)));
    },
  };
}
