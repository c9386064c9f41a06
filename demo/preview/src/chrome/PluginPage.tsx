import { css } from '@emotion/css';
import { type GrafanaTheme2, type NavModelItem, PageLayoutType, usePluginContext } from '@grafana/data';
import { type PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';

/** The page that Grafana gives plugins: title, description, information, actions, tabs, and the content. */
export function PluginPage({ pageNav, subTitle, info, actions, renderTitle, layout, children }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const included = useIncludedPage();
  if (layout === PageLayoutType.Custom) {
    return <>{children}</>;
  }
  // The title belongs to the root of the page's navigation, whose children are the tabs. A page without navigation of
  // its own is titled as the app's plugin.json names it.
  const root = (pageNav?.parentItem?.children ? pageNav.parentItem : pageNav) ?? included;
  const description = subTitle ?? root?.subTitle;
  return (
    <main className={layout === PageLayoutType.Canvas ? styles.canvas : styles.standard}>
      {layout !== PageLayoutType.Canvas && root && (
        <header className={styles.header}>
          <div className={styles.title}>{renderTitle ? renderTitle(root.text) : <h1>{root.text}</h1>}</div>
          {info?.map(({ label, value }) => (
            <div key={label} className={styles.info}>
              <span>{label}</span>
              <div>{value}</div>
            </div>
          ))}
          <div className={styles.actions}>{actions}</div>
        </header>
      )}
      {layout !== PageLayoutType.Canvas && description && <div className={styles.description}>{description}</div>}
      {root?.children && (
        <TabsBar>
          {root.children
            .filter(({ hideFromTabs }) => !hideFromTabs)
            .map(({ text, url, active, icon }) => (
              <Tab key={text} label={text} href={url} active={active} icon={icon} />
            ))}
        </TabsBar>
      )}
      <div className={styles.content}>{children}</div>
    </main>
  );
}

/** The page of the app's plugin.json that has this address. */
function useIncludedPage(): NavModelItem | undefined {
  const { pathname } = useLocation();
  const page = usePluginContext()?.meta.includes?.find(({ path }) => path === pathname);
  return page && { text: page.name };
}

function getStyles(theme: GrafanaTheme2) {
  const page = { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 } as const;
  return {
    // Width and padding are Grafana's, so that a page has as much room here as there.
    standard: css({
      ...page,
      padding: theme.spacing(2),
      background: theme.colors.background.primary,
      [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
    }),
    canvas: css({ ...page, padding: theme.spacing(2) }),
    header: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), alignItems: 'center' }),
    title: css({ h1: { margin: 0 } }),
    info: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
    actions: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
    description: css({ color: theme.colors.text.secondary, margin: theme.spacing(1, 0) }),
    content: css({ ...page, paddingTop: theme.spacing(2) }),
  };
}
