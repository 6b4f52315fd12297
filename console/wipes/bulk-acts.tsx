/** Hold and cancel for the wipes that are chosen in the list, and what came of each. */
import Flashbar from '@cloudscape-design/components/flashbar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ActButton } from '../act/act-button.tsx';
import { ActDialog } from '../act/act-dialog.tsx';
import { useOpenAct } from '../act/use-open-act.ts';
import { wordsOfProblem } from '../components/failure-alert.tsx';
import { useConsole } from '../console.ts';
import { actOnAll, BULK_ACTS, type BulkAct, type Done } from './bulk.ts';
import { WipeLink } from './columns.tsx';

/** Of the dialog, so that its draft is no single wipe's. */
const nameOf = (act: BulkAct) => `bulk-${act}`;

/** What was done, and what came of it. */
export interface BulkResult {
  readonly act: BulkAct;
  readonly done: readonly Done[];
}

export interface BulkActsProps {
  /** Ids of the wipes that are chosen. */
  readonly chosen: readonly string[];
  readonly onDone: (result: BulkResult) => void;
}

export function BulkActs({ chosen, onDone }: BulkActsProps) {
  const { service, texts } = useConsole();
  const { bulk } = texts.wipes;
  const { consequences } = texts.wipe.acts;
  const { open, begin, end } = useOpenAct(({ act }) => BULK_ACTS.some((b) => nameOf(b) === act));
  const openAct = BULK_ACTS.find((act) => nameOf(act) === open?.act);
  const wipeIds = open?.subjects ?? [];
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {BULK_ACTS.map((act) => (
        <ActButton
          key={act}
          whyNot={chosen.length === 0 ? bulk.noneChosen : undefined}
          onPress={() => begin({ act: nameOf(act), subjects: [...chosen] })}
        >
          {bulk.names[act](chosen.length)}
        </ActButton>
      ))}
      {openAct && (
        <ActDialog
          act={nameOf(openAct)}
          subjects={wipeIds}
          title={bulk.names[openAct](wipeIds.length)}
          confirm={bulk.names[openAct](wipeIds.length)}
          send={(reason) => actOnAll(service, { act: openAct, wipeIds, reason })}
          onClose={end}
          onDone={(done) => {
            end();
            onDone({ act: openAct, done });
          }}
        >
          <p>{bulk.each(wipeIds.length)}</p>
          <p>{consequences[openAct]}</p>
        </ActDialog>
      )}
    </SpaceBetween>
  );
}

export interface BulkNoteProps {
  readonly result: BulkResult;
  readonly onDismiss: () => void;
}

export function BulkNote({ result: { act, done }, onDismiss }: BulkNoteProps) {
  const { texts } = useConsole();
  const { bulk } = texts.wipes;
  const refused = done.filter(({ problem }) => problem !== undefined);
  return (
    <Flashbar
      items={[
        {
          type: refused.length === 0 ? 'success' : 'warning',
          dismissible: true,
          dismissLabel: texts.frame.close,
          onDismiss,
          header: bulk.done[act](done.length - refused.length, done.length),
          content: (
            <ul className="bulk">
              {refused.map(({ wipeId, problem }) => (
                <li key={wipeId}>
                  <WipeLink wipeId={wipeId} /> {problem && wordsOfProblem(problem, texts.failures)}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
