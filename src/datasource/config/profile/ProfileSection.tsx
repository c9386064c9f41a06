import { ConfigSection, ConfigSubSection } from '@grafana/plugin-ui';
import { Stack } from '@grafana/ui';

import type { Profile } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { useResource } from '../useResource';
import { Unread } from '../Unread';
import { ErrorBudgetForm } from './ErrorBudgetForm';
import { OverridesEditor } from './OverridesEditor';
import { PeriodForm } from './PeriodForm';
import { TargetsForm } from './TargetsForm';

/** The numbers that verdicts, tiers and projections rest on: what ships, and what a person says instead. */
export function ProfileSection() {
  const { options, version } = useConfig();
  const { answer, error } = useResource<Profile>(options.uid, 'catalog', version);

  return (
    <ConfigSection
      title="Profile"
      description="Targets, expected ranges, tiers, tenant rows and curves. All of them ship; store only what differs."
    >
      <Stack direction="column" gap={3}>
        {error && <Unread what="The profile in effect" error={error} />}
        <ConfigSubSection title="Targets" description="In base units: ratios from 0 to 1, seconds, requests per minute">
          <TargetsForm effective={answer} />
        </ConfigSubSection>
        <ConfigSubSection title="Windows and time zone">
          <PeriodForm effective={answer} />
        </ConfigSubSection>
        <ConfigSubSection
          title="Error budgets"
          description="What a budget is counted over, and how fast it burns when somebody is told"
        >
          <ErrorBudgetForm effective={answer?.errorBudget} />
        </ConfigSubSection>
        <ConfigSubSection
          title="All overrides"
          description="Everything of the profile as JSON: targets, windows, verdicts, errorBudget, delivery, tables, tiers, tenantRows, curves, timeZone. Entries merge by key, null deletes one, tenantRows and errorBudget.burnRates are replaced whole."
        >
          <OverridesEditor effective={answer} />
        </ConfigSubSection>
      </Stack>
    </ConfigSection>
  );
}
