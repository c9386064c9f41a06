import { Text } from '@grafana/ui';

interface Props {
  /** What could not be read. */
  what: string;
  error: string;
}

/** Says why the backend's view of something is missing; refused settings are listed elsewhere. */
export function Unread({ what, error }: Props) {
  const isRefused = error.startsWith('settings:');

  return (
    <Text color="warning" element="p">
      {what} is unknown{isRefused ? ' until the settings are corrected.' : `: ${error}`}
    </Text>
  );
}
