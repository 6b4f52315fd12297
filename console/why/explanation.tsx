/** What the rules say of facts: the outcome, what comes with it, and every rule with its verdict. */
import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { useConsole } from '../console.ts';
import type { Explanation } from './use-explanation.ts';

type Rule = Explanation['rules'][number];

const SIGNS: Readonly<Record<Explanation['eligibility']['outcome'], AlertProps.Type>> = {
  ALLOW: 'success',
  ALLOW_WARN: 'warning',
  REFUSE: 'error',
};

export function Told({ explanation }: { readonly explanation: Explanation }) {
  const { texts, language } = useConsole();
  const { why } = texts;
  const { eligibility, rules } = explanation;
  const { outcome, primary } = eligibility;
  return (
    <SpaceBetween size="m">
      <div role="status">
        <Alert type={SIGNS[outcome]} header={why.outcomes[outcome]}>
          {wordsOfCode(primary, language)} <code>{primary}</code>
        </Alert>
      </div>
      {LISTS.filter((name) => eligibility[name].length > 0).map((name) => (
        <Codes key={name} title={why.lists[name]} codes={eligibility[name]} />
      ))}
      <Rules rules={rules} />
    </SpaceBetween>
  );
}

const LISTS = ['refusals', 'warnings', 'referrals', 'notices'] as const;

interface CodesProps {
  readonly title: string;
  readonly codes: readonly string[];
}

function Codes({ title, codes }: CodesProps) {
  const { language } = useConsole();
  return (
    <Container header={<Header variant="h3">{title}</Header>}>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            {wordsOfCode(code, language)} <code>{code}</code>
          </li>
        ))}
      </ul>
    </Container>
  );
}

function Rules({ rules }: { readonly rules: readonly Rule[] }) {
  const { texts, language } = useConsole();
  const { why } = texts;
  const { columns } = why.rules;
  return (
    <Table<Rule>
      trackBy="name"
      wrapLines
      items={rules}
      ariaLabels={{ tableLabel: why.rules.title }}
      header={
        <Header variant="h3" counter={`(${rules.length})`} description={why.rules.order}>
          {why.rules.title}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'name',
          header: columns.name,
          minWidth: 160,
          cell: ({ name }) => name,
          isRowHeader: true,
        },
        {
          id: 'verdict',
          header: columns.verdict,
          minWidth: 170,
          cell: (rule) => (
            <StatusIndicator type={signOf(rule)}>{why.verdicts[rule.verdict]}</StatusIndicator>
          ),
        },
        {
          id: 'otherwise',
          header: columns.otherwise,
          minWidth: 320,
          cell: ({ effect, code, verdict }) => (
            <Box color={verdict === 'not-met' ? 'inherit' : 'text-body-secondary'}>
              {why.effects[effect]}: {wordsOfCode(code, language)} <code>{code}</code>
            </Box>
          ),
        },
        {
          id: 'requirements',
          header: columns.requirements,
          cell: ({ requirements }) => requirements.join(', '),
        },
      ]}
    />
  );
}

function signOf({ verdict, effect }: Rule): StatusIndicatorProps.Type {
  switch (verdict) {
    case 'met':
      return 'success';
    case 'not-applicable':
      return 'not-started';
    case 'not-met':
      return effect === 'refuse' ? 'error' : 'warning';
  }
}
