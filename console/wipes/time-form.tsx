/** A bound of the time of the request, by the clock that the person has chosen. */
import Calendar from '@cloudscape-design/components/calendar';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { useState } from 'react';
import { useConsole } from '../console.ts';
import { type ClockTime, clockTimeOf, instantOf } from '../time.ts';

/** Its value is an RFC 3339 time; none as long as nothing is given that is one. */
export function TimeForm({
  value,
  onChange,
}: PropertyFilterProps.ExtendedOperatorFormProps<string>) {
  const { texts, language, zone } = useConsole();
  const { day, time } = texts.wipes.bound;
  const [given, setGiven] = useState(() => clockTimeIn(value, zone));
  const change = (changed: Partial<ClockTime>) => {
    const next = { ...given, ...changed };
    setGiven(next);
    onChange(instantOf(next, zone) ?? null);
  };
  return (
    <SpaceBetween size="s">
      <FormField label={day}>
        <DateInput
          locale={language}
          placeholder="YYYY/MM/DD"
          value={given.day}
          onChange={({ detail }) => change({ day: detail.value })}
        />
      </FormField>
      <Calendar
        locale={language}
        value={given.day}
        onChange={({ detail }) => change({ day: detail.value })}
      />
      <FormField label={time} constraintText={texts.frame.zones.long[zone]}>
        <TimeInput
          format="hh:mm"
          placeholder="hh:mm"
          value={given.time}
          onChange={({ detail }) => change({ time: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}

const clockTimeIn = (value: string | null, zone: Parameters<typeof clockTimeOf>[1]): ClockTime =>
  value === null ? { day: '', time: '' } : clockTimeOf(value, zone);
