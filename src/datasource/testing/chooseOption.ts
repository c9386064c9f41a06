import { act, fireEvent } from '@testing-library/react';

/** Picks the option of one of Grafana's comboboxes that a text leads to. */
export async function chooseOption(combobox: HTMLElement, text: string): Promise<void> {
  fireEvent.click(combobox);
  fireEvent.change(combobox, { target: { value: text } });
  // Some comboboxes highlight their first match by themselves.
  if (!combobox.getAttribute('aria-activedescendant')) {
    fireEvent.keyDown(combobox, { key: 'ArrowDown', code: 'ArrowDown' });
  }
  await act(async () => void fireEvent.keyDown(combobox, { key: 'Enter', code: 'Enter' }));
}
