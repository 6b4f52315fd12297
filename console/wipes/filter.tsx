/** What the list of wipes is sifted by. */
import PropertyFilter, {
  type PropertyFilterProps,
} from '@cloudscape-design/components/property-filter';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { useTexts } from '../console.ts';
import type { Texts } from '../texts/texts.ts';
import { PLAIN, REQUESTED_AT } from './search.ts';

export interface WipeFilterProps {
  readonly tokens: readonly PropertyFilterProps.Token[];
  readonly onSift: (tokens: readonly PropertyFilterProps.Token[]) => void;
}

export function WipeFilter({ tokens, onSift }: WipeFilterProps) {
  const texts = useTexts();
  const { filter } = texts.wipes;
  return (
    <PropertyFilter
      hideOperations
      query={{ operation: 'and', tokens: [], tokenGroups: [...tokens] }}
      onChange={({ detail: { tokenGroups = [], tokens: flat } }) =>
        onSift([...flat, ...tokenGroups].filter((token) => 'value' in token))
      }
      filteringProperties={propertiesIn(texts)}
      filteringOptions={optionsIn(texts)}
      filteringPlaceholder={filter}
      filteringAriaLabel={filter}
    />
  );
}

function propertiesIn({ wipes }: Texts): PropertyFilterProps.FilteringProperty[] {
  const named = (key: keyof Texts['wipes']['properties']) => ({
    key,
    propertyLabel: wipes.properties[key],
    groupValuesLabel: wipes.properties[key],
  });
  return [
    { ...named('state'), operators: [{ operator: '=', tokenType: 'enum' }] },
    ...PLAIN.map((key) => ({ ...named(key), operators: ['='] as const })),
    { ...named(REQUESTED_AT), operators: ['>=', '<='] },
  ];
}

const optionsIn = ({ common, wipes }: Texts): PropertyFilterProps.FilteringOption[] => [
  ...STATE_NAMES.map((value) => ({ propertyKey: 'state', value, label: common.states[value] })),
  { propertyKey: 'channel', value: 'web', label: common.channels.web },
  { propertyKey: 'channel', value: 'shop', label: common.channels.shop },
  { propertyKey: 'stuck', value: 'true', label: wipes.stuck },
];
