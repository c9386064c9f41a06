import { css } from '@emotion/css';
import { type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { locationService, PluginPage } from '@grafana/runtime';
import { Alert, Combobox, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { useLocation } from 'react-router';

import { ruleKinds } from '../../alerts/ruleKinds';
import { mayWriteRules } from '../../alerts/grafana/mayWrite';
import { kindOf } from '../../alerts/identity';
import { DATASOURCE_VARIABLE } from '../../views/dataSource';
import { DataSourceGuard } from '../DataSourceGuard';
import { headroomDataSources } from '../headroomDataSources';
import { PageLinks } from '../scene/PageLinks';
import { ExportButtons } from './ExportButtons';
import { RuleDrawer } from './RuleDrawer';
import { type Picked, RuleKindItem } from './RuleKindItem';
import { useAlerting } from './useAlerting';

/** Everything that Headroom can alert on, with the rules that it made in Grafana, and the way to make more. */
export default function AlertsPage() {
  return (
    <PluginPage layout={PageLayoutType.Canvas}>
      <DataSourceGuard>
        <Alerts />
      </DataSourceGuard>
    </PluginPage>
  );
}

const PARAMETER = `var-${DATASOURCE_VARIABLE}`;

function Alerts() {
  const styles = useStyles2(getStyles);
  const sources = headroomDataSources();
  const asked = new URLSearchParams(useLocation().search).get(PARAMETER);
  const { uid } = sources.find((source) => asked === source.uid || asked === source.name) ?? sources[0]!;
  const { profile, profileError, rules, rulesError, readAgain } = useAlerting(uid);
  const [picked, setPicked] = useState<Picked>();
  const mayWrite = mayWriteRules();
  const kinds = profile ? ruleKinds(profile) : [];

  return (
    <div className={styles.page}>
      <div className={styles.controls}>
        {sources.length > 1 && (
          <Combobox
            aria-label="Data source"
            width="auto"
            minWidth={20}
            options={sources.map(({ uid: value, name: label }) => ({ value, label }))}
            value={uid}
            onChange={({ value }) => locationService.partial({ [PARAMETER]: value })}
          />
        )}
        <PageLinks />
        {profile && <ExportButtons dataSourceUid={uid} profile={profile} />}
      </div>
      {profileError && (
        <Alert severity="error" title="What can be alerted on could not be read">
          {profileError}. Test the data source under Connections.
        </Alert>
      )}
      {rulesError && (
        <Alert severity="error" title="The rules in Grafana could not be read">
          {rulesError}
        </Alert>
      )}
      {!mayWrite && (
        <Alert severity="info" title="You may read alert rules, and not write them">
          Ask an administrator for the Editor role, or save the rules as a file for somebody who may.
        </Alert>
      )}
      {!profile && !profileError && <LoadingPlaceholder text="Reading what can be alerted on …" />}
      {profile && (
        <ul className={styles.kinds} aria-label="Alert rules">
          {kinds.map((kind) => (
            <RuleKindItem
              key={kind.id}
              kind={kind}
              profile={profile}
              rules={
                rules &&
                rules.filter(
                  ({ rule }) =>
                    kindOf(rule.uid, kinds) === kind && rule.data.some(({ datasourceUid }) => datasourceUid === uid)
                )
              }
              onPick={mayWrite ? setPicked : undefined}
            />
          ))}
        </ul>
      )}
      {picked && profile && (
        <RuleDrawer
          {...picked}
          profile={profile}
          dataSourceUid={uid}
          onClose={() => setPicked(undefined)}
          onChanged={() => {
            setPicked(undefined);
            void readAgain();
          }}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  controls: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  kinds: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), margin: 0, listStyle: 'none' }),
});
