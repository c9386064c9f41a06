import { AppEvents, type BusEventType, BusEventWithPayload } from '@grafana/data';
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

class AlertEvent extends BusEventWithPayload<unknown[]> {}

/** The event bus finds events by their type; the older event descriptions call the same thing their name. */
export function alertType({ name }: { name: string }): BusEventType<AlertEvent> {
  return Object.assign(class extends AlertEvent {}, { type: name });
}

/** Shows what plugins publish as app notifications, until it is dismissed. */
export function Alerts() {
  const [notices, setNotices] = useState<Notice[]>([]);
  useEffect(() => {
    const subscriptions = KINDS.map(({ event, severity }) =>
      getAppEvents()
        .getStream(alertType(event))
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
