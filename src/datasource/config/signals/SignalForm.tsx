import { Button, Field, Input, RadioButtonGroup, Stack, TagsInput, TextArea } from '@grafana/ui';
import { useState } from 'react';

import type { Signal, SignalLabels } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { isRecord } from '../settingsChange';
import { RecordFields } from './RecordFields';
import {
  formOf,
  hasLabels,
  hasSeries,
  SIGNAL_FORMS,
  SIGNALS,
  withForm,
  type SignalForm as Form,
} from './signalMapping';

interface Props {
  signal: string;
  /** The labels in use now, by role. */
  discovered?: Record<string, string>;
  override: Signal;
  onOverride: (override: Signal | undefined) => void;
}

/** Says what stands for a signal: one metric, expression, statement or table, or discovery within matchers and labels. */
export function SignalForm({ signal, discovered, override, onOverride }: Props) {
  const { readOnly } = useConfig();
  const definition = SIGNALS[signal];
  const form = formOf(override);
  const forms = definition?.forms ?? [];
  const id = (name: string) => `headroom-signal-${signal}-${name}`;
  const store = (next: Signal) => onOverride(Object.keys(next).length === 0 ? undefined : next);

  return (
    <Stack direction="column" gap={2}>
      {forms.length > 1 && (
        <Field label="Stands for it" noMargin>
          <RadioButtonGroup
            aria-label="What stands for the signal"
            options={forms.map((value) => ({ value, label: SIGNAL_FORMS[value] }))}
            value={form}
            disabled={readOnly}
            onChange={(next: Form) => store(withForm(signal, override, next))}
          />
        </Field>
      )}
      <UpstreamField id={id(form)} signal={signal} form={form} override={override} onChange={store} />
      {hasSeries(signal, form) && <MatchersField id={id('matchers')} override={override} onChange={store} />}
      {definition?.furtherColumns && <RecordFields signal={signal} form={form} override={override} onChange={store} />}
      <Stack gap={2} wrap="wrap">
        {(hasLabels(signal, form) ? definition?.roles : [])?.map((role) => (
          <Field key={role} label={`${form === 'tags' ? 'Key of the tag' : 'Label'} of the ${role}`} noMargin>
            <Input
              id={id(role)}
              width={24}
              disabled={readOnly}
              placeholder={form === 'tags' ? role : (discovered?.[role] ?? 'None found')}
              value={labelsOf(override)[role] ?? ''}
              onChange={({ currentTarget }) => store(withLabel(override, role, currentTarget.value.trim()))}
            />
          </Field>
        ))}
      </Stack>
      <div>
        <Button
          variant="secondary"
          size="sm"
          disabled={readOnly || Object.keys(override).length === 0}
          onClick={() => onOverride(undefined)}
        >
          Leave it to discovery
        </Button>
      </div>
    </Stack>
  );
}

const HELP: Record<TextForm, { label: string; description: string; placeholder: string }> = {
  metric: {
    label: 'Metric',
    description: 'Its name; a histogram’s without _bucket, _count or _sum',
    placeholder: 'http_requests_total',
  },
  expr: {
    label: 'Expression',
    description: 'An instant vector: rates per second for requests and durations, values for the rest',
    placeholder: 'sum by (service, code) (rate(my_requests_total[5m]))',
  },
  sql: {
    label: 'Statement',
    description: 'Read-only, with the bounds of the window as $1 and $2; one row',
    placeholder: 'SELECT … FROM requests WHERE at >= $1 AND at < $2',
  },
  table: {
    label: 'Table',
    description: 'A table or view: name or schema.name',
    placeholder: 'ops.incidents',
  },
};

/** A statement whose rows are the events themselves. */
const ROWS_HELP = {
  ...HELP.sql,
  description: 'Read-only, a row for each event; $1 and $2 are the bounds of the time of interest, if it wants them',
  placeholder: 'SELECT … FROM tickets WHERE kind = …',
};

function helpOf(signal: string, form: TextForm) {
  const { furtherColumns, metric } = SIGNALS[signal] ?? {};
  if (form === 'metric' && metric) {
    return { ...HELP.metric, ...metric };
  }
  return form === 'sql' && furtherColumns ? ROWS_HELP : HELP[form];
}

/** The forms that are one text. */
type TextForm = Exclude<Form, 'discover' | 'tags'>;

interface UpstreamFieldProps {
  id: string;
  signal: string;
  form: Form;
  override: Signal;
  onChange: (override: Signal) => void;
}

function UpstreamField({ id, signal, form, override, onChange }: UpstreamFieldProps) {
  const { readOnly } = useConfig();
  if (form === 'discover') {
    return null;
  }
  if (form === 'tags') {
    return <TagsField id={id} override={override} onChange={onChange} />;
  }
  const definition = SIGNALS[signal];
  const { label, description, placeholder } = helpOf(signal, form);
  const columns = form === 'sql' || form === 'table' ? definition?.columns : undefined;
  const control = {
    id,
    placeholder,
    disabled: readOnly,
    value: override[form] ?? '',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...override, [form]: currentTarget.value }),
  };

  return (
    <Field
      label={label}
      description={columns ? `${description} with the columns ${columns.join(', ')}` : description}
      required
      noMargin
    >
      {form === 'metric' || form === 'table' ? (
        <Input {...control} width={60} />
      ) : (
        <TextArea {...control} rows={4} cols={66} />
      )}
    </Field>
  );
}

interface ListFieldProps {
  id: string;
  override: Signal;
  onChange: (override: Signal) => void;
}

function TagsField({ id, override, onChange }: ListFieldProps) {
  const { readOnly } = useConfig();

  return (
    <Field
      label="Tags"
      description="Every annotation that has all of them is an event. Its other tags say the rest: service:checkout, outcome:failed"
      required
      noMargin
    >
      <TagsInput
        id={id}
        width={60}
        disabled={readOnly}
        placeholder="Type a tag and press Enter"
        tags={Array.isArray(override.tags) ? override.tags : []}
        onChange={(tags) => onChange({ ...override, tags })}
      />
    </Field>
  );
}

function MatchersField({ id, override, onChange }: ListFieldProps) {
  const { readOnly } = useConfig();
  const [text, setText] = useState(() => (Array.isArray(override.matchers) ? override.matchers.join('\n') : ''));

  const type = (typed: string) => {
    setText(typed);
    const { matchers: _, ...rest } = override;
    const matchers = typed.split('\n').filter((line) => line.trim() !== '');
    onChange(matchers.length === 0 ? rest : { ...rest, matchers });
  };

  return (
    <Field
      label="Matchers"
      description={'Keep series, one matcher a line: env="prod" or route!~"/internal/.*"'}
      noMargin
    >
      <TextArea
        id={id}
        rows={2}
        cols={66}
        disabled={readOnly}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
    </Field>
  );
}

function labelsOf({ labels }: Signal): Partial<Record<keyof SignalLabels, string>> {
  return isRecord(labels) ? labels : {};
}

function withLabel(override: Signal, role: keyof SignalLabels, label: string): Signal {
  const { labels: _, ...rest } = override;
  const { [role]: __, ...others } = labelsOf(override);
  const labels = label === '' ? others : { ...others, [role]: label };
  return Object.keys(labels).length === 0 ? rest : { ...rest, labels };
}
