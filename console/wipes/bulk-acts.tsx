/** Hold and cancel for the wipes that are chosen in the list: those alone that are to be seen, and for which the act is taken. */
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { Outcome } from '#browser/api/call.ts';
import { now } from '#browser/clock.ts';
import { ActButton } from '../act/act-button.tsx';
import { ActDialog } from '../act/act-dialog.tsx';
import { keepDraft } from '../act/draft.ts';
import { useOpenAct } from '../act/use-open-act.ts';
import { useConsole, useTexts, useWho } from '../console.ts';
import { actOnAll, BULK_ACTS, type BulkAct, type Run, type Sorted, sortedFor } from './bulk.ts';
import { BulkRest, type BulkResult, headOf } from './bulk-result.tsx';
import { briefId, State } from './columns.tsx';
import type { Row } from './row.ts';

/** Of the dialog, so that its draft is no single wipe's. */
const nameOf = (act: BulkAct) => `bulk-${act}`;

export interface BulkActsProps {
  /** What the list shows now; undefined while that is not known. */
  readonly rows: readonly Row[] | undefined;
  /** Ids of the wipes that are chosen. */
  readonly chosen: readonly string[];
  /** Whenever it was sent, also where it ended before the last. */
  readonly onSent: (result: BulkResult) => void;
}

export function BulkActs({ rows, chosen, onSent }: BulkActsProps) {
  const { service, texts } = useConsole();
  const { bulk } = texts.wipes;
  const { whyNot } = texts.wipe.acts;
  const { open, begin, end } = useOpenAct(({ act }) => BULK_ACTS.some((b) => nameOf(b) === act));
  const [soFar, setSoFar] = useState<BulkResult>();
  const who = useWho();
  if (who === undefined) return null;
  const sorted = (act: BulkAct, wipeIds: readonly string[]) =>
    sortedFor(
      act,
      { ...who, now: now() },
      (rows ?? []).filter(({ wipeId }) => wipeIds.includes(wipeId)),
    );
  const whyNone = ({ taken, not: [first, ...others] }: Sorted) => {
    if (taken.length > 0) return undefined;
    if (first === undefined) return bulk.noneChosen;
    return others.every(({ why }) => why === first.why) ? whyNot[first.why] : bulk.noneTaken;
  };
  const openAct = BULK_ACTS.find((act) => nameOf(act) === open?.act);
  const send = async (act: BulkAct, wipeIds: readonly string[], reason: string) => {
    const run = await actOnAll(service, { act, wipeIds, reason });
    const result = { act, ...run, came: [...(soFar?.came ?? []), ...run.came] };
    setSoFar(result);
    onSent(result);
    if (run.failure !== undefined) {
      const rest = { act: nameOf(act), subjects: [...run.left] };
      begin(rest);
      // Whoever signs in again first comes back to what is left.
      keepDraft({ ...rest, reason });
    }
    return outcomeOf(run.failure);
  };
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {BULK_ACTS.map((act) => {
        const chosenNow = sorted(act, chosen);
        return (
          <ActButton
            key={act}
            whyNot={whyNone(chosenNow)}
            onPress={() => {
              setSoFar(undefined);
              const { taken, not } = chosenNow;
              const shown = [...taken, ...not.map(({ row }) => row)];
              begin({ act: nameOf(act), subjects: shown.map(({ wipeId }) => wipeId) });
            }}
          >
            {bulk.names[act](chosenNow.taken.length)}
          </ActButton>
        );
      })}
      {open && openAct && rows && (
        <BulkDialog
          act={openAct}
          subjects={open.subjects}
          sorted={sorted(openAct, open.subjects)}
          soFar={soFar}
          send={(wipeIds, reason) => send(openAct, wipeIds, reason)}
          onEnd={end}
        />
      )}
    </SpaceBetween>
  );
}

const outcomeOf = (failure: Run['failure']): Outcome<undefined> =>
  failure === undefined
    ? { ok: true, value: undefined, etag: undefined, retryAfter: undefined }
    : { ok: false, failure };

interface BulkDialogProps {
  readonly act: BulkAct;
  readonly subjects: readonly string[];
  /** The subjects that are to be seen. */
  readonly sorted: Sorted;
  readonly soFar: BulkResult | undefined;
  readonly send: (wipeIds: readonly string[], reason: string) => Promise<Outcome<undefined>>;
  readonly onEnd: () => void;
}

function BulkDialog({ act, subjects, sorted, soFar, send, onEnd }: BulkDialogProps) {
  const texts = useTexts();
  const { bulk } = texts.wipes;
  const { taken, not } = sorted;
  const gone = subjects.length - taken.length - not.length;
  const name = bulk.names[act](taken.length);
  return (
    <ActDialog
      act={nameOf(act)}
      subjects={subjects}
      title={name}
      confirm={name}
      whyNot={taken.length === 0 ? bulk.noneTaken : undefined}
      send={(reason) =>
        send(
          taken.map(({ wipeId }) => wipeId),
          reason,
        )
      }
      onClose={onEnd}
      onDone={onEnd}
      // The page asks anew whenever it was sent.
      onFailed={() => undefined}
    >
      {soFar && (
        <Alert type="info" header={headOf(soFar, texts)}>
          <BulkRest result={soFar} of={(wipeId) => <BriefId wipeId={wipeId} />} />
        </Alert>
      )}
      {taken.length > 0 && (
        <>
          <p>{bulk.each(taken.length)}</p>
          <p>{texts.wipe.acts.consequences[act]}</p>
          <Targets rows={taken} />
        </>
      )}
      {not.length > 0 && (
        <div>
          <p>{bulk.leftOut(not.length)}</p>
          <ul className="bulk">
            {not.map(({ row: { wipeId }, why }) => (
              <li key={wipeId}>
                <BriefId wipeId={wipeId} /> {texts.wipe.acts.whyNot[why]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {gone > 0 && <p>{bulk.gone(gone)}</p>}
    </ActDialog>
  );
}

/** No link: nobody is to leave by a slip what they are about to do. */
function BriefId({ wipeId }: Pick<Row, 'wipeId'>) {
  return (
    <span className="id" title={wipeId}>
      {briefId(wipeId)}
    </span>
  );
}

/** What it will be done to. */
function Targets({ rows }: { readonly rows: readonly Row[] }) {
  const { wipes, terms } = useTexts();
  const { columns, bulk } = wipes;
  return (
    <Table<Row>
      variant="embedded"
      contentDensity="compact"
      trackBy="wipeId"
      items={rows}
      ariaLabels={{ tableLabel: bulk.targets }}
      columnDefinitions={[
        {
          id: 'wipeId',
          header: columns.wipeId,
          cell: ({ wipeId }) => <BriefId wipeId={wipeId} />,
          isRowHeader: true,
        },
        { id: 'model', header: columns.model, cell: ({ model }) => model },
        {
          id: 'state',
          header: columns.state,
          cell: (row) => <State row={row} words={terms.states[row.state]} />,
        },
      ]}
    />
  );
}
