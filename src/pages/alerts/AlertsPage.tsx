import { css } from '@emotion/css';
import { type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { locationService, PluginPage } from '@grafana/runtime';
import { Alert, Button, Combobox, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router';

import { ruleKinds } from '../../alerts/ruleKinds';
import { mayWriteRules } from '../../alerts/grafana/mayWrite';
import { kindOf } from '../../alerts/identity';
import { DATASOURCE_VARIABLE } from '../../views/dataSource';
import { DataSourceGuard } from '../DataSourceGuard';
import { dataSourceIn, headroomDataSources } from '../headroomDataSources';
import { PageLinks } from '../scene/PageLinks';
import { ExportButtons } from './ExportButtons';
import { addressOf, NOTHING_PICKED, pickedIn, scopeInAddress } from './pickedInAddress';
import { RuleDrawer } from './RuleDrawer';
import { RuleKindItem } from './RuleKindItem';
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
  const { search } = useLocation();
  const { uid } = dataSourceIn(search);
  const { profile, profileError, rules: all, rulesError, readAgain } = useAlerting(uid);
  const rules = all?.filter(({ rule }) => rule.data.some(({ datasourceUid }) => datasourceUid === uid));
  const mayWrite = mayWriteRules();
  const kinds = profile ? ruleKinds(profile) : [];
  const picked = profile && pickedIn(search, kinds, rules);
  const close = () => locationService.partial(NOTHING_PICKED);

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
      {picked === 'gone' && (
        <Alert severity="warning" title="The rule of this address is not there">
          It may have been deleted, asks another data source, or is none of Headroom’s.{' '}
          <Button variant="secondary" size="sm" onClick={close}>
            Show all
          </Button>
        </Alert>
      )}
      {!mayWrite && (
        <Alert severity="info" title="You may read alert rules, and not write them">
          Try what a rule would have done, and ask an administrator for the Editor role, or save the rules as a file for
          somebody who may write them.
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
              rules={rules?.filter(({ rule }) => kindOf(rule.uid, kinds) === kind)}
              mayWrite={mayWrite}
              onPick={(chosen) => locationService.partial(addressOf(chosen))}
            />
          ))}
        </ul>
      )}
      {picked && picked !== 'gone' && (
        <RuleDrawer
          // Another rule is another form.
          key={`${uid} ${picked.existing?.rule.uid ?? picked.kind.id}`}
          {...picked}
          profile={profile}
          dataSourceUid={uid}
          mayWrite={mayWrite}
          groupSeconds={(folderUid, group) =>
            all?.find(({ rule }) => rule.folderUID === folderUid && rule.ruleGroup === group)?.status?.intervalSeconds
          }
          onClose={close}
          onScope={(scope) => locationService.partial(scopeInAddress(scope), true)}
          onChanged={() => {
            close();
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
