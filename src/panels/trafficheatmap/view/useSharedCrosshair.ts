import { DashboardCursorSync, DataHoverClearEvent, DataHoverEvent, type EventBus } from '@grafana/data';
import { usePanelContext } from '@grafana/ui';
import { useCallback, useEffect, useRef, useState } from 'react';

interface Crosshair {
  /** The time that another panel points at. */
  time?: number;
  /** Tells other panels a time; undefined when nothing is pointed at any more. */
  publish: (time: number | undefined) => void;
}

/** The crosshair that panels of a dashboard share, when the dashboard shares one. */
export function useSharedCrosshair(eventBus: EventBus): Crosshair {
  const isShared = (usePanelContext().sync?.() ?? DashboardCursorSync.Off) !== DashboardCursorSync.Off;
  const [time, setTime] = useState<number>();
  const published = useRef<number>();

  useEffect(() => {
    if (!isShared) {
      return undefined;
    }
    const hover = eventBus.getStream(DataHoverEvent).subscribe((event) => {
      if (event.origin !== eventBus) {
        setTime(event.payload.point?.time ?? undefined);
      }
    });
    const clear = eventBus.getStream(DataHoverClearEvent).subscribe((event) => {
      if (event.origin !== eventBus) {
        setTime(undefined);
      }
    });
    return () => {
      hover.unsubscribe();
      clear.unsubscribe();
      setTime(undefined);
    };
  }, [eventBus, isShared]);

  const publish = useCallback(
    (pointed: number | undefined) => {
      if (isShared && pointed !== published.current) {
        published.current = pointed;
        eventBus.publish(
          pointed === undefined ? new DataHoverClearEvent() : new DataHoverEvent({ point: { time: pointed } })
        );
      }
    },
    [eventBus, isShared]
  );

  return { time, publish };
}
