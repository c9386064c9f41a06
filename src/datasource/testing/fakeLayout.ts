const SIDE_PIXELS = 400;

/** Gives what jsdom does not lay out a size: Grafana's comboboxes measure their texts and draw the options in view. */
export function fakeLayout(): void {
  const rectangle = {
    x: 0,
    y: 0,
    top: 0,
    left: 0,
    right: SIDE_PIXELS,
    bottom: SIDE_PIXELS,
    width: SIDE_PIXELS,
    height: SIDE_PIXELS,
  };
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(rectangle as DOMRect);
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 10 }) } as never);
}
