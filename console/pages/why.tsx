/** Why a wipe can be asked for or cannot: facts in, rules and reasons out, on the rules of the service itself. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'wouter';
import { isProblem } from '#browser/api/failure.ts';
import { WIPE_PARAMETER } from '../addresses.ts';
import { FailureAlert } from '../components/failure-alert.tsx';
import { useTexts } from '../console.ts';
import { Told } from '../why/explanation.tsx';
import { FactsForm } from '../why/facts-form.tsx';
import { useExplanation } from '../why/use-explanation.ts';
import { WipeLoader } from '../why/wipe-loader.tsx';

export function WhyPage() {
  const { why } = useTexts();
  const [address, setAddress] = useSearchParams();
  const wipeId = address.get(WIPE_PARAMETER) ?? undefined;
  const { form, setForm, mistakes, asking, failed, load, ask, told, isStale } =
    useExplanation(wipeId);
  const isUnknown = failed?.question !== 'form' && isProblem(failed?.failure, 'wipe-not-found');
  const retry = () => {
    if (failed === undefined || failed.question === 'form') ask();
    else load(failed.question.wipeId);
  };
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={why.lead}>
          {why.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Container>
          <WipeLoader
            key={wipeId}
            wipeId={wipeId}
            isBusy={asking !== undefined && asking !== 'form'}
            isUnknown={isUnknown}
            onLoad={(wanted) =>
              wanted === wipeId ? load(wanted) : setAddress({ [WIPE_PARAMETER]: wanted })
            }
          />
        </Container>
        <FactsForm
          form={form}
          mistakes={mistakes}
          isBusy={asking === 'form'}
          onChange={setForm}
          onAsk={ask}
        />
        {failed && !isUnknown && <FailureAlert failure={failed.failure} onRetry={retry} />}
        {isStale && <Alert type="info">{why.stale}</Alert>}
        {told ? (
          <Told explanation={told.explanation} />
        ) : (
          <Box color="text-body-secondary">{why.nothingYet}</Box>
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}
