/** The dialogs of what takes two people: one proposes, and another confirms that very proposal. */
import Alert from '@cloudscape-design/components/alert';
import type { Outcome } from '#browser/api/call.ts';
import { ActDialog } from '../act/act-dialog.tsx';
import type { OpenAct } from '../act/use-open-act.ts';
import { useTexts } from '../console.ts';
import { Count } from './count.tsx';
import type { Proposal } from './proposals.tsx';

type Action = Proposal['action'];

const ACTIONS = ['resume', 'withdrawal', 'reinstatement'] as const satisfies readonly Action[];

/** What is open, as it is kept while somebody signs in once more. `about` is what is decided on: the switch, or a clerk. */
export const proposing = (action: Action, about: string): OpenAct => ({
  act: `propose-${action}`,
  subjects: [about],
});
export const confirming = ({ action, number }: Proposal, about: string): OpenAct => ({
  act: `confirm-${action}`,
  subjects: [about, String(number)],
});

/** What is open, where it is something of two people. */
function chosenBy({ act, subjects }: OpenAct) {
  const action = ACTIONS.find((each) => act.endsWith(`-${each}`));
  if (action === undefined) return undefined;
  return { action, number: act.startsWith('confirm-') ? Number(subjects[1]) : undefined };
}

export interface DecisionProps {
  readonly open: OpenAct;
  readonly proposals: readonly Proposal[];
  readonly propose: (action: Action, reason: string) => Promise<Outcome<unknown>>;
  readonly confirm: (
    action: Action,
    body: { proposal: number; reason: string },
  ) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
  /** What to say of it. */
  readonly onDone: (words: string) => void;
  readonly onFailed: () => void;
}

export function Decision(props: DecisionProps) {
  const { open, proposals, propose, confirm, onClose, onDone, onFailed } = props;
  const { proposals: words } = useTexts();
  const chosen = chosenBy(open);
  if (chosen === undefined) return null;
  const { action, number } = chosen;
  const proposal = proposals.find((each) => each.number === number);
  const verb = number === undefined ? words.propose[action] : words.confirm[action];
  return (
    <ActDialog
      act={open.act}
      subjects={open.subjects}
      title={verb}
      confirm={verb}
      send={(reason) =>
        number === undefined
          ? propose(action, reason)
          : confirm(action, { proposal: number, reason })
      }
      onClose={onClose}
      onDone={() => onDone(number === undefined ? words.done.proposed : words.done[action])}
      onFailed={onFailed}
    >
      {action !== 'reinstatement' && <Count of={action} />}
      {number === undefined ? (
        <p>{words.proposing[action]}</p>
      ) : (
        <>
          <p>{words.confirming[action]}</p>
          {proposal === undefined ? (
            <Alert type="warning">{words.gone}</Alert>
          ) : (
            <p>{words.proposal(proposal.number, proposal.by, proposal.reason)}</p>
          )}
        </>
      )}
    </ActDialog>
  );
}
