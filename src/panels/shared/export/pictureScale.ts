/** What browsers draw on one canvas without refusing or running out of memory: of a side, and of the whole, in pixels. */
const MAX_SIDE = 16_384;
const MAX_AREA = 64e6;

/** Pixels of a picture per CSS pixel: those of the device, or fewer where they would be more than a canvas holds. */
export function pictureScale(width: number, height: number, pixelRatio = window.devicePixelRatio || 1): number {
  return Math.min(pixelRatio, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_AREA / (width * height)));
}
