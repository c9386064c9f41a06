import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, type AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';

interface Notice {
  severity: AlertVariant;
  title: string;
  detail?: string;
}

const KINDS = [
  { event: AppEvents.alertSuccess, severity: 'success' },
  { event: AppEvents.alertInfo, severity: 'info' },
  { event: AppEvents.alertWarning, severity: 'warning' },
  { event: AppEvents.alertError, severity: 'error' },
] as const;

/** Shows what plugins publish as app notifications, until it is dismissed. */
export function Alerts() {
  const [notices, setNotices] = useState<Notice[]>([]);
  useEffect(() => {
    const subscriptions = KINDS.map(({ event, severity }) =>
      getAppEvents()
        .getStream<{ type: string; payload: unknown[] }>(event as never)
        .subscribe(({ payload }) => {
          const [title, detail] = payload.map(String);
          setNotices((shown) => [...shown, { severity, title: title ?? '', detail }]);
        })
    );
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, []);
  return (
    <div style={{ position: 'fixed', right: 16, bottom: 16, zIndex: 1060, maxWidth: 480 }}>
      {notices.map((notice) => (
        <Alert
          key={notices.indexOf(notice)}
          severity={notice.severity}
          title={notice.title}
          onRemove={() => setNotices((shown) => shown.filter((other) => other !== notice))}
        >
          {notice.detail}
        </Alert>
      ))}
    </div>
  );
}
