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
  // its own gets what plugin.json says about it.
  const root = (pageNav?.parentItem?.children ? pageNav.parentItem : pageNav) ?? included;
  const description = subTitle ?? root?.subTitle;
  return (
    <main className={layout === PageLayoutType.Canvas ? styles.canvas : styles.standard}>
      {layout !== PageLayoutType.Canvas && root && (
        <header className={styles.header}>
          {root.img && <img className={styles.logo} src={root.img} alt="" />}
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
      <div className={layout === PageLayoutType.Canvas ? styles.canvasContent : styles.content}>{children}</div>
    </main>
  );
}

/**
 * The navigation that Grafana derives from the app's plugin.json: its default page is the app itself, with logo and
 * description, and every other page has its own name.
 */
function useIncludedPage(): NavModelItem | undefined {
  const { pathname } = useLocation();
  const meta = usePluginContext()?.meta;
  const page = meta?.includes?.find(({ path }) => path === pathname);
  if (!meta || !page) {
    return undefined;
  }
  return page.defaultNav
    ? { text: meta.name, subTitle: meta.info.description, img: `/${meta.info.logos.large}` }
    : { text: page.name };
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
    logo: css({ width: 32, height: 32 }),
    title: css({ h1: { margin: 0 } }),
    info: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
    actions: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
    description: css({ color: theme.colors.text.secondary, margin: theme.spacing(1, 0) }),
    content: css({ ...page, paddingTop: theme.spacing(2) }),
    canvasContent: css(page),
  };
}
