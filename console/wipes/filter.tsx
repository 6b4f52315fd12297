/** What the list of wipes is sifted by: ids and other properties, and no phone number. */
import PropertyFilter, {
  type PropertyFilterProps,
} from '@cloudscape-design/components/property-filter';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import { type Console, useConsole } from '../console.ts';
import type { Texts } from '../texts/texts.ts';
import { timeBy } from '../time.ts';
import { hasPhoneNumber, PLAIN, REQUESTED_AT } from './search.ts';
import { TimeForm } from './time-form.tsx';

export interface WipeFilterProps {
  readonly tokens: readonly PropertyFilterProps.Token[];
  readonly onSift: (tokens: readonly PropertyFilterProps.Token[]) => void;
}

export function WipeFilter({ tokens, onSift }: WipeFilterProps) {
  const console = useConsole();
  const { wipes } = console.texts;
  const [isRefused, setRefused] = useState(false);
  // What is asked for gets into the address, the history and views that are kept.
  const sift = (asked: WipeFilterProps['tokens']) => {
    const refused = hasPhoneNumber(asked);
    setRefused(refused);
    if (!refused) onSift(asked);
  };
  return (
    <PropertyFilter
      hideOperations
      query={{ operation: 'and', tokens }}
      onChange={({ detail }) => sift(detail.tokens)}
      filteringProperties={propertiesIn(console)}
      filteringOptions={optionsIn(console.texts)}
      freeTextFiltering={{ operators: ['='], defaultOperator: '=' }}
      filteringPlaceholder={wipes.filterHint}
      filteringAriaLabel={wipes.filter}
      filteringConstraintText={
        isRefused && (
          <div role="alert">
            <StatusIndicator type="error">{wipes.noPhoneNumber}</StatusIndicator>
          </div>
        )
      }
    />
  );
}

function propertiesIn({
  texts: { wipes, terms },
  ...how
}: Pick<Console, 'texts' | 'zone' | 'language'>): PropertyFilterProps.FilteringProperty[] {
  const named = (key: keyof Texts['wipes']['properties']) => ({
    key,
    propertyLabel: wipes.properties[key],
    groupValuesLabel: wipes.properties[key],
  });
  return [
    {
      ...named('state'),
      operators: [
        {
          operator: '=',
          tokenType: 'enum',
          format: (states: readonly WipeState[]) =>
            states.map((state) => terms.states[state]).join(wipes.comma),
        },
      ],
    },
    ...PLAIN.map((key) => ({ ...named(key), operators: ['='] as const })),
    {
      ...named(REQUESTED_AT),
      defaultOperator: '>=',
      operators: (['>=', '<='] as const).map((operator) => ({
        operator,
        description: wipes.bounds[operator],
        form: (form) => <TimeForm {...form} />,
        format: (at: string) => timeBy(at, how),
      })),
    },
  ];
}

const optionsIn = ({ terms, wipes }: Texts): PropertyFilterProps.FilteringOption[] => [
  ...STATE_NAMES.map((value) => ({ propertyKey: 'state', value, label: terms.states[value] })),
  { propertyKey: 'channel', value: 'web', label: terms.channels.web },
  { propertyKey: 'channel', value: 'shop', label: terms.channels.shop },
  { propertyKey: 'stuck', value: 'true', label: wipes.stuck },
];
