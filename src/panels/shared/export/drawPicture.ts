import { domToBlob } from 'modern-screenshot';

import { pictureScale } from './pictureScale';

/**
 * An element as a PNG in device pixels, or in fewer where those would be more than a canvas holds. It has to be in the
 * document, for its styles to count. Rejects when the browser refuses.
 */
export async function drawPicture(element: HTMLElement): Promise<Blob> {
  await settled(element);
  const { width, height } = element.getBoundingClientRect();
  return domToBlob(element, { scale: pictureScale(width, height) });
}

/** Without a change for this long an element is complete; icons arrive one by one. */
const QUIET = 60;
/** An element that never rests is taken as it is. Both in milliseconds. */
const LONGEST_WAIT = 1_500;

function settled(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(latest);
      resolve();
    };
    let quiet = setTimeout(finish, QUIET);
    const latest = setTimeout(finish, LONGEST_WAIT);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(finish, QUIET);
    });
    observer.observe(element, { subtree: true, childList: true, attributes: true });
  });
}
